/**
 * The script for bash. The package's own needs the bash-completion package, evaluates what is typed, and declares
 * constants that clash when it is sourced twice.
 */
export const BASH_SCRIPT = `# bash completion for crm
_crm_complete() {
  local IFS=$'\\n' cur=\${COMP_WORDS[COMP_CWORD]} word line files=0 last=-1
  local words=() found=()
  # bash takes --owner=ann apart at the equals sign.
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ $last -ge 0 && ( $word == "=" || \${words[$last]} == --*= ) ]]; then
      words[$last]+=$word
    else
      last=$((last + 1))
      words[$last]=$word
    fi
  done
  [[ $cur == "=" ]] && cur=
  while IFS= read -r line; do
    case $line in
      :0) files=1 ;;
      :*) ;;
      *) found+=("\${line%%$'\\t'*}") ;;
    esac
  done < <(crm complete -- "\${words[@]}" 2>/dev/null)
  COMPREPLY=()
  if [[ $files == 1 ]]; then
    COMPREPLY=($(compgen -f -- "$cur"))
    compopt -o filenames 2>/dev/null
    return
  fi
  for word in "\${found[@]}"; do
    [[ $word == "$cur"* ]] && COMPREPLY+=("$(printf '%q' "$word")")
  done
}
complete -F _crm_complete crm
`;
