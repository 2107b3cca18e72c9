/** Headers of calls in German, French, Spanish, Italian, Dutch and Portuguese by their field, separated by `|`. */
export const TRANSLATED_CALL_HEADERS: Readonly<Record<string, string>> = {
  at: 'datum/uhrzeit|datum und uhrzeit|zeitpunkt|beginn|anrufbeginn|startzeit|date et heure|date/heure|date heure|début|heure de début|fecha y hora|fecha/hora|inicio|hora de inicio|data e ora|data/ora|inizio|ora inizio|datum en tijd|datum/tijd|begintijd|starttijd|data e hora|data/hora|início|hora de início',
  date: "datum|anrufdatum|date d'appel|fecha|fecha de llamada|data|data chiamata|data da chamada",
  time: 'uhrzeit|zeit|heure|hora|ora|tijd',
  zone: 'zeitzone|fuseau horaire|zona horaria|fuso orario|tijdzone|fuso horário',
  ended_at: 'ende|gesprächsende|fin|heure de fin|hora de fin|fine|ora fine|einde|eindtijd|fim|hora de fim',
  number:
    'rufnummer|telefonnummer|nummer|telefon|gegenstelle|externe nummer|numéro|numero|numéro de téléphone|téléphone|número|número de teléfono|teléfono|numero di telefono|telefono|telefoonnummer|telefoon|número de telefone|telefone',
  from: 'von|anrufer|de|appelant|numéro appelant|desde|llamante|origen|número de origen|da|chiamante|numero chiamante|van|beller|origem|número de origem|chamador',
  to: 'an|nach|ziel|zielnummer|angerufener|gewählte nummer|à|vers|appelé|numéro appelé|destinataire|hasta|destino|número de destino|llamado|chiamato|numero chiamato|naar|gebelde|gebeld nummer|para|chamado',
  direction: "richtung|anrufrichtung|sens|sens de l'appel|dirección|sentido|direzione|verso|richting|direção",
  duration:
    'gesprächsdauer|gesprächszeit|sprechzeit|durée de conversation|temps de conversation|duración de conversación|tiempo de conversación|durata conversazione|gespreksduur|tempo de conversa|duração da conversa',
  total_duration:
    "dauer|anrufdauer|gesamtdauer|durée|durée de l'appel|duración|duración de la llamada|durata|durata chiamata|duur|belduur|duração|duração da chamada",
  outcome: 'ergebnis|gesprächsergebnis|résultat|resultado|esito|risultato|resultaat',
  status: 'anrufstatus|statut|état|estado|stato|situação',
  type: "typ|anruftyp|anrufart|type d'appel|tipo|tipo de llamada|tipo di chiamata|tipo de chamada|soort|gesprekstype",
  note: 'notiz|notizen|bemerkung|bemerkungen|kommentar|anmerkung|commentaire|commentaires|remarque|nota|notas|observaciones|comentario|comentarios|commento|osservazioni|notitie|notities|opmerking|opmerkingen|observações|observação|comentário|comentários',
  recording: 'aufzeichnung|aufnahme|enregistrement|grabación|registrazione|opname|gravação',
  tags: 'schlagworte|étiquettes|etiquetas|etichette',
  user: 'mitarbeiter|bearbeiter|benutzer|verkäufer|utilisateur|collaborateur|conseiller|vendeur|agente|usuario|comercial|operatore|utente|medewerker|gebruiker|atendente|usuário|operador|vendedor',
  call_id: "anruf-id|gesprächs-id|id appel|id de l'appel|id de llamada|id chiamata|gespreks-id|id da chamada",
  name: 'kontakt|kunde|kundenname|nom|nom du client|nombre|nombre del cliente|nome|nome cliente|naam|klant|cliente',
  callback_at: 'rückruf am|rappeler le|volver a llamar el|richiamare il|terugbellen op|retornar em',
};

/** Words for results in the same languages by their meaning, as `callWord` spells them. */
export const TRANSLATED_CALL_WORDS: Readonly<Record<string, string>> = {
  connected:
    'angenommen beantwortet erreicht verbunden gesprochen répondu répondue décroché abouti joint connecté ' +
    'contestada contestado respondida respondido atendida atendido conectada risposta risposto con-risposta ' +
    'connessa beantwoord opgenomen verbonden',
  'no-answer':
    'verpasst verpasster-anruf entgangen nicht-angenommen nicht-beantwortet unbeantwortet keine-antwort ' +
    'nicht-erreicht niemand-erreicht abgelehnt abgebrochen manqué manquée appel-manqué sans-réponse pas-de-réponse ' +
    'non-répondu rejeté refusé abandonné perdida perdido llamada-perdida no-contestada no-contestado sin-respuesta ' +
    'no-responde no-contesta rechazada cancelada abandonada persa perso chiamata-persa senza-risposta ' +
    'nessuna-risposta non-risposto non-risponde rifiutata annullata abbandonata gemist gemiste-oproep ' +
    'niet-beantwoord geen-antwoord geen-gehoor onbeantwoord geweigerd geannuleerd não-atendida não-atendido ' +
    'sem-resposta não-atende recusada rejeitada chamada-perdida',
  busy: 'besetzt occupé occupée ligne-occupée ocupado ocupada occupato occupata bezet in-gesprek',
  voicemail:
    'anrufbeantworter nachricht-hinterlassen messagerie répondeur message-laissé buzón buzón-de-voz contestador ' +
    'segreteria segreteria-telefonica messaggio-lasciato voicemail-ingesproken caixa-postal correio-de-voz',
  failed: 'fehlgeschlagen fehler échec échoué fallida fallido fallita fallito mislukt falhou falha',
  'wrong-number':
    'falsche-nummer falsch-verbunden mauvais-numéro faux-numéro número-equivocado número-incorrecto ' +
    'numero-sbagliato verkeerd-nummer número-errado',
  'bad-number':
    'ungültige-nummer nummer-ungültig kein-anschluss numéro-invalide numéro-non-attribué número-inválido ' +
    'numero-inesistente numero-non-valido ongeldig-nummer',
  callback:
    'rückruf rückruf-vereinbart zurückrufen wiedervorlage rappel rappeler à-rappeler volver-a-llamar rellamar ' +
    'devolver-llamada richiamare da-richiamare terugbellen terugbelafspraak retornar ligar-depois ligar-novamente',
  interested:
    'interessiert intéressé intéressée interesado interesada interessato interessata geïnteresseerd interessado ' +
    'interessada',
  'not-interested':
    'kein-interesse nicht-interessiert pas-intéressé pas-intéressée non-intéressé no-interesado no-interesada ' +
    'sin-interés non-interessato non-interessata niet-geïnteresseerd geen-interesse não-interessado sem-interesse',
  'meeting-set':
    'termin termin-vereinbart rendez-vous rendez-vous-pris rdv rdv-pris cita cita-concertada reunión-agendada ' +
    'appuntamento appuntamento-fissato afspraak afspraak-gemaakt reunião-marcada agendado',
  'do-not-call':
    'nicht-anrufen nicht-mehr-anrufen werbesperre ne-pas-appeler ne-plus-appeler no-llamar non-chiamare ' +
    'niet-bellen niet-meer-bellen não-ligar não-contatar',
  'by-talk':
    'beendet erledigt terminé terminée finalizada terminada completada conclusa terminata completata beëindigd ' +
    'voltooid concluída encerrada',
};
