/**
 * The scripts for shells. Each asks `crm complete <shell>` for candidates. Candidates contain text of records, so
 * none may reach a shell unquoted: zsh and fish quote them, for the others crm does. See
 * src/cli/completion/shells.ts.
 */
export const SCRIPTS = {
  bash: `# bash completion for crm
_crm_complete() {
  local line=\${COMP_LINE-} point=\${COMP_POINT-} word at=0 kind=
  # A function that calls this one may have set the words alone.
  if [[ -z $line ]]; then
    for word in "\${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
      [[ $at == 0 || $word == "=" || $line == *= ]] || line+=" "
      line+=$word at=1
    done
    point=\${#line}
  fi
  # Before 4.3 it is counted in bytes.
  if (( BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 403 )); then local LC_ALL=C; fi
  line=\${line:0:point}
  COMPREPLY=()
  at=0
  while IFS= read -r word; do
    if [[ $at == 0 ]]; then kind=$word; else COMPREPLY+=("$word"); fi
    at=1
  done < <(crm complete bash -- "$line" "\${COMP_WORDBREAKS-}" "\${COMP_TYPE-}" 2>/dev/null </dev/null)
  case $kind in
    goes-on) compopt -o nospace 2>/dev/null ;;
    files)
      compopt -o bashdefault -o default 2>/dev/null && return
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "\${2-\${COMP_WORDS[COMP_CWORD]}}")
      ;;
  esac
  compopt -o nosort 2>/dev/null
}
complete -F _crm_complete crm
`,
  zsh: `#compdef crm
_crm() {
  local typed=$PREFIX
  local -a answer values shown
  case \${compstate[quote]} in
    # The quote that is open stands before PREFIX.
    \\'|\\") typed=\${(Q):-$compstate[quote]$PREFIX$compstate[quote]} ;;
    *) typed=\${(Q)PREFIX} ;;
  esac
  answer=("\${(@0)"$(crm complete zsh -- "\${(@Q)words[2,CURRENT-1]}" "$typed" 2>/dev/null </dev/null)"}")
  if [[ \${answer[1]} == files ]]; then
    compset -P '--*='
    _files
    return
  fi
  local at
  for (( at = 2; at < \${#answer}; at += 2 )); do
    values+=("\${answer[at]}")
    shown+=("\${answer[at+1]}")
  done
  (( \${#values} )) || return 1
  local -a how=(-V crm -d shown)
  [[ "\${shown[*]}" == *'  -- '* ]] && how+=(-l)
  [[ \${answer[1]} == replace ]] && how+=(-U)
  [[ \${answer[1]} == goes-on ]] && how+=(-S '')
  compadd $how -a values
}
if [[ \${funcstack[1]} == _crm ]]; then
  _crm "$@"
else
  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit -i; }
  compdef _crm crm
fi
`,
  fish: `# fish completion for crm
function __crm_complete
    set -l line (commandline -cp | string collect)
    set -l answer (crm complete fish -- $line 2>/dev/null </dev/null | string split0)
    if test "$answer[1]" = files
        set -l word (commandline -ct | string collect)
        set -l option (string match -r -- '^--[^=]*=' $word)
        set -l path (string replace -r -- '^--[^=]*=' '' $word)
        for file in (__fish_complete_path $path)
            printf '%s\\0' "$option"$file
        end
    else if set -q answer[2]
        printf '%s\\0' $answer[2..-1]
    end
end
complete -c crm -f -a '(__crm_complete | string split0)'
`,
  powershell: `# PowerShell completion for crm
Register-ArgumentCompleter -Native -CommandName crm -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @()
  $typed = ''
  foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {
    if ($element.Extent.StartOffset -ge $cursorPosition) { break }
    $text = $element.Extent.Text
    if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $text = $element.Value }
    if ($element.Extent.EndOffset -lt $cursorPosition) { $words += $text } else { $typed = $text }
  }
  # Arguments lose their quotes on the way to a program, and its output is read in the code page of the console.
  $bytes = [System.Text.Encoding]::UTF8.GetBytes((@($words) + @($typed)) -join [string][char]0)
  $answer = & crm complete powershell ([Convert]::ToBase64String($bytes)) 2>$null | Out-String
  if (-not $answer) { return }
  foreach ($candidate in (ConvertFrom-Json $answer)) {
    [System.Management.Automation.CompletionResult]::new($candidate.text, $candidate.list, 'ParameterValue', $candidate.tip)
  }
}
`,
} as const;
