import { words } from './header-words.ts';

/**
 * Words of sheets in German, French, Spanish, Italian, Dutch and Portuguese for choices of fields, by the name of the field and
 * the choice.
 */
export const TRANSLATED_VALUES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  priority: {
    high: words(`hoch, sehr hoch, dringend, haute, élevée, très haute, urgente, prioritaire, alta, muy alta, molto alta,
      muito alta, hoog, zeer hoog`),
    normal: words('mittel, moyenne, normale, media, média, gemiddeld, normaal'),
    low: words('niedrig, gering, basse, faible, baja, bassa, baixa, laag'),
  },
  type: {
    call: words(`anruf, telefonat, telefon, telefonisch, appel, appel téléphonique, téléphone, llamada, llamada telefónica,
      telefono, chiamata, telefonata, gesprek, telefoongesprek, telefoontje, ligação, telefonema, chamada`),
    email: words('courriel, correo, correo electrónico, posta elettronica, mejl, correio'),
    meeting:
      words(`termin, besprechung, treffen, besuch, vor-ort-termin, rendez-vous, rdv, réunion, visite, entretien,
      reunión, visita, cita, riunione, incontro, appuntamento, afspraak, vergadering, bezoek, bespreking, reunião`),
    note: words('notiz, vermerk, remarque, nota, appunto, notitie, anotação'),
    message: words('nachricht, mensaje, messaggio, bericht, mensagem'),
    letter: words('brief, lettre, courrier, carta, lettera'),
  },
  rating: {
    hot: words('heiß, heiss, chaud, chaude, caliente, caldo, calda, quente, heet'),
    warm: words('lauwarm, tiède, tibio, tibia, templado, templada, tiepido, tiepida, morno, morna, lauw'),
    cold: words('kalt, froid, froide, frío, fría, frio, fria, freddo, fredda, koud'),
  },
  status: {
    new: words(`neu, offen, nicht kontaktiert, zu kontaktieren, nouveau, nouvelle, à contacter, non contacté, non contactée,
      nuevo, nueva, sin contactar, por contactar, nuovo, nuova, da contattare, nieuw, te contacteren, novo, nova, a
      contactar, por contatar`),
    attempting:
      words(`in bearbeitung, kontaktiert, angerufen, angeschrieben, nicht erreicht, en cours, contacté, contactée,
      appelé, appelée, à relancer, relancé, relancée, pas de réponse, en curso, en proceso, contactado, contactada,
      llamado, llamada, sin respuesta, in corso, in lavorazione, contattato, contattata, nessuna risposta, in behandeling,
      gecontacteerd, gebeld, geen gehoor, em andamento, contatado, contatada, sem resposta`),
    connected:
      words(`interessiert, im gespräch, termin vereinbart, intéressé, intéressée, en discussion, rdv pris,
      rendez-vous pris, interesado, interesada, en conversación, interessato, interessata, geïnteresseerd, in gesprek,
      interessado, interessada, em conversa`),
    qualified:
      words(`qualifiziert, angebot gesendet, angebot verschickt, in verhandlung, qualifié, qualifiée, devis envoyé,
      proposition envoyée, en négociation, cualificado, cualificada, calificado, calificada, oferta enviada, presupuesto
      enviado, en negociación, qualificato, qualificata, preventivo inviato, offerta inviata, in trattativa,
      gekwalificeerd, offerte verstuurd, offerte verzonden, in onderhandeling, qualificado, qualificada, proposta enviada,
      em negociação`),
    nurturing:
      words(`später, wiedervorlage, zurückgestellt, plus tard, à recontacter, más adelante, en espera, più avanti,
      in attesa, in de wacht, mais tarde, em espera`),
    disqualified:
      words(`disqualifiziert, nicht qualifiziert, kein interesse, nicht interessiert, verloren, abgelehnt,
      disqualifié, disqualifiée, non qualifié, non qualifiée, pas intéressé, pas intéressée, perdu, perdue, refusé,
      refusée, descalificado, descartado, descartada, no interesado, no interesada, no calificado, perdido, perdida,
      rechazado, rechazada, non qualificato, non interessato, non interessata, perso, persa, scartato, scartata, geen
      interesse, niet geïnteresseerd, afgewezen, não qualificado, não interessado, desqualificado, recusado`),
    open: words(`offen, in bearbeitung, nicht begonnen, zu erledigen, ouvert, ouverte, en cours, à faire, non commencé,
      pendiente, abierto, abierta, en curso, por hacer, aperto, aperta, in corso, da fare, te doen, lopend, in
      behandeling, pendente, aberto, aberta, a fazer, em andamento, nein, non, nee, não`),
    done: words(`erledigt, abgeschlossen, fertig, fait, faite, terminé, terminée, hecho, hecha, completado, completada,
      terminado, terminada, fatto, fatta, completato, completata, concluso, conclusa, gedaan, klaar, afgerond, voltooid,
      feito, feita, concluído, concluída, ja, oui, sí, si, sì, sim`),
  },
};
