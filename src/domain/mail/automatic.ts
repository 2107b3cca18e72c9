/** How out-of-office notices of programs begin that do not mark them. */
const AUTOMATIC_SUBJECT =
  /^\s*(?:auto(?:matic|mated)?[ -]?(?:reply|response)|out of (?:the )?office|automatische antwort|abwesenheitsnotiz|réponse automatique|absence du bureau|respuesta automática|risposta automatica|automatisch antwoord)\b/i;

/** Whether a mail that is called so was written by a program. */
export const isAutomaticSubject = (subject: string): boolean => AUTOMATIC_SUBJECT.test(subject);
