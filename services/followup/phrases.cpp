#include "services/followup/phrases.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "services/platform/core/check.h"

namespace parcours::followup {
namespace {

struct Phrase {
  std::string_view key;
  std::string_view english;
  std::string_view french;
};

// clang-format off
constexpr std::array kPhrases = {
    // The timeline: what happened.
    Phrase{"pathway_opened.import", "pathway opened (import, recorded {day:recorded})", "parcours ouvert (import, enregistré le {day:recorded})"},
    Phrase{"pathway_opened.engagement", "pathway opened (engagement signed)", "parcours ouvert (engagement signé)"},
    Phrase{"contract_signed", "contract {number} signed", "contrat {number} signé"},
    Phrase{"contract_authorised", "authorised", "autorisé"},
    Phrase{"contract_broken", "contract {number} broken (source: {word:source})", "contrat {number} rompu (source : {word:source})"},
    Phrase{"continuation_expiring", "continuation ends in {days} days, on {day:cover}", "maintien en formation : fin dans {days} jours, le {day:cover}"},
    Phrase{"continuation_ended", "continuation ended: {word:reason}", "fin du maintien en formation : {word:reason}"},
    Phrase{"orientation_proposed", "orientation to be proposed", "orientation à proposer"},
    Phrase{"orientation_made", "oriented to a named body", "orientation vers un organisme nommé"},
    Phrase{"orientation_answered", "orientation: {word:answer}", "orientation : {word:answer}"},
    Phrase{"search_opened", "employer search opened", "recherche d'employeur ouverte"},
    Phrase{"alert_raised", "alert: {days} days without contract", "alerte : {days} jours sans contrat"},
    Phrase{"alert_closed", "alert closed", "alerte close"},
    Phrase{"risk_raised", "alert: risk of a break {word:band}", "alerte : risque de rupture {word:band}"},
    Phrase{"alert_taken_up", "alert taken up", "alerte prise en charge"},
    Phrase{"risk_taken_up", "alert of a risk taken up", "alerte de risque prise en charge"},
    Phrase{"risk_closed", "alert of a risk closed", "alerte de risque close"},
    Phrase{"referent_named", "référent named", "référent nommé"},
    Phrase{"interview", "{word:kind} interview {minutes} min", "entretien {word:kind} {minutes} min"},
    Phrase{"objective", "objective {word:verdict}", "objectif {word:verdict}"},
    Phrase{"plan_opened", "action plan agreed (objectives: {objectives}, actions: {actions})", "plan d'action convenu (objectifs : {objectives}, actions : {actions})"},
    Phrase{"plan_revised", "action plan revised (version {version}; objectives kept: {kept})", "plan d'action révisé (version {version} ; objectifs gardés : {kept})"},
    Phrase{"plan_revised.reoriented", "reorientation accepted by those who prescribe and pay (plan version {version}; objectives kept: {kept})", "réorientation acceptée par prescripteur et financeur (version {version} du plan ; objectifs gardés : {kept})"},
    Phrase{"objective_achieved", "objective {number} of the plan attained", "objectif {number} du plan atteint"},
    Phrase{"objective_achieved.late", "objective {number} of the plan attained LATE", "objectif {number} du plan atteint EN RETARD"},
    Phrase{"plan_closed", "action plan closed (objectives attained: {achieved} of {objectives})", "plan d'action clos (objectifs atteints : {achieved} sur {objectives})"},
    Phrase{"support_evaluated", "support evaluated", "accompagnement évalué"},
    Phrase{"support_evaluated.adjusted", "support evaluated, adjusted: {words:kinds}", "accompagnement évalué, ajusté : {words:kinds}"},
    Phrase{"barrier_confirmed", "barrier {word:category} ({severity}/4)", "frein {word:category} ({severity}/4)"},
    Phrase{"case_opened", "case opened", "dossier d'accompagnement ouvert"},
    Phrase{"barrier_lifted", "barrier lifted", "frein levé"},
    Phrase{"referral_offered", "referral offered (consent {day:consent})", "orientation proposée (consentement du {day:consent})"},
    Phrase{"referral_accepted", "accepted", "acceptée"},
    Phrase{"referral_refused", "refused", "refusée"},
    Phrase{"referral_expired", "expired without an answer", "expirée sans réponse"},
    Phrase{"referral_revoked", "revoked (consent withdrawn)", "révoquée (consentement retiré)"},
    Phrase{"referral_done", "referral done", "orientation réalisée"},
    Phrase{"mission_submitted", "mission submitted, due {short:due}", "mission soumise, à valider au plus tard le {short:due}"},
    Phrase{"mission_overdue", "mission validation overdue", "validation de la mission en retard"},
    Phrase{"mission_validated", "mission validated (day {day})", "mission validée (jour {day})"},
    Phrase{"mission_validated.late", "mission validated LATE (day {day})", "mission validée EN RETARD (jour {day})"},
    Phrase{"meeting_held", "employer meeting held", "rencontre avec l'employeur"},
    Phrase{"meeting_held.window", "employer meeting held (window {span:windows})", "rencontre avec l'employeur (fenêtre {span:windows})"},
    Phrase{"meeting_missed", "employer meeting missed (window {span:windows})", "rencontre avec l'employeur manquée (fenêtre {span:windows})"},
    Phrase{"not_observed.first", "first training window NOT OBSERVED", "première fenêtre de la formation NON OBSERVÉE"},
    Phrase{"not_observed.later", "first window of contract {number} NOT OBSERVED", "première fenêtre du contrat {number} NON OBSERVÉE"},
    Phrase{"not_observed.last", "last training window NOT OBSERVED", "dernière fenêtre de la formation NON OBSERVÉE"},
    Phrase{"rights_informed", "told of rights, duties, health and safety, with proof", "information sur droits, devoirs, santé et sécurité, avec preuve"},
    Phrase{"accommodation_granted", "arrangements made, to be reviewed on {day:review}", "aménagements accordés, à revoir le {day:review}"},
    Phrase{"unjustified_absence", "absent without a reason that counts", "absence injustifiée"},
    Phrase{"hours_delivered", "sheet signed by both: {delivered} h of {planned} h", "feuille signée des deux côtés : {delivered} h sur {planned} h"},
    Phrase{"milestone_reached", "{word:kind} reached: {code}", "{word:kind} : {code}"},
    Phrase{"credential_issued", "credential issued: {code}", "attestation délivrée : {code}"},
    Phrase{"visit_recorded", "visit to the employer (report not shared: it does not count yet)", "visite à l'employeur (compte rendu non partagé : elle ne compte pas encore)"},
    Phrase{"grid_shared", "experience grid shared", "grille d'expérience partagée"},
    Phrase{"company_checked", "{word:subject} checked: adequate", "{word:subject} : adéquation vérifiée"},
    Phrase{"company_checked.not", "{word:subject} checked: NOT adequate", "{word:subject} : INADÉQUATION relevée"},
    Phrase{"employer_contact", "contact with the employer ({word:kind})", "contact avec l'employeur ({word:kind})"},
    Phrase{"mediation_opened", "mediation with the employer opened", "médiation avec l'employeur ouverte"},
    Phrase{"mediation_closed", "mediation closed without agreement", "médiation close sans accord"},
    Phrase{"mediation_closed.settled", "mediation closed: the contract goes on", "médiation close : le contrat se poursuit"},
    Phrase{"group_session", "{word:kind} with the group", "{word:kind} avec le groupe"},
    Phrase{"group_session.absent", "{word:kind} with the group (ABSENT)", "{word:kind} avec le groupe (ABSENT)"},
    Phrase{"company_period", "{word:kind} in a company agreed ({span:days})", "{word:kind} en entreprise : accord ({span:days})"},
    Phrase{"company_period.held", "{word:kind} in a company, appraised ({span:days})", "{word:kind} en entreprise, appréciation faite ({span:days})"},
    Phrase{"end_evaluation", "end evaluation by the {word:party}", "évaluation de fin : {word:party}"},
    Phrase{"pathway_completed", "pathway completed: {word:result}", "parcours achevé : {word:result}"},
    Phrase{"pathway_interrupted", "pathway interrupted", "parcours interrompu"},
    Phrase{"insertion_opened", "calendar {short:waves}", "calendrier {short:waves}"},
    Phrase{"outcome", "outcome at {months} months: {word:situation}", "situation à {months} mois : {word:situation}"},
    Phrase{"outcome.in_sector", "outcome at {months} months: {word:situation}, in sector", "situation à {months} mois : {word:situation}, dans le secteur"},
    Phrase{"referent_released", "situation consolidated, référent released", "situation consolidée, référent libéré"},
    Phrase{"without_platform", "without the platform: {status} from {from}", "sans la plateforme : {status} dès le {day:from}"},

    // The timeline: what led to it, what follows from it.
    Phrase{"cause.contract_broken", "contract broken", "rupture du contrat"},
    Phrase{"cause.barrier_identified", "barrier identified", "frein repéré"},
    Phrase{"note.default_referent", "default référent", "référent par défaut"},
    Phrase{"note.broken", "{status} · cover to {day:cover}", "{status} · maintien jusqu'au {day:cover}"},
    Phrase{"note.closed", "{status} from {short:from}", "{status} depuis le {short:from}"},

    // Alerts.
    Phrase{"alert.text", "{days} days without contract when the alert was raised", "{days} jours sans contrat quand l'alerte a été levée"},

    // Appointments.
    Phrase{"appointment", "appointment: {word:state}", "rendez-vous : {word:state}"},
    Phrase{"calendar.summary", "Follow-up appointment", "Rendez-vous de suivi"},
    Phrase{"appointment.UNKNOWN", "made", "pris"},
    Phrase{"appointment.SEEN", "seen", "venu"},
    Phrase{"appointment.EXCUSED", "excused", "excusé"},
    Phrase{"appointment.REVOKED", "revoked", "annulé"},
    Phrase{"appointment.NO_SHOW", "no-show", "absent"},

    // Pitfalls of the support.
    Phrase{"pitfall.UNCLEAR_OBJECTIVE", "No objective was named for these interviews: name a verifiable one beforehand.", "Ces entretiens n'ont pas d'objectif annoncé : nommez-en un, vérifiable, avant chacun."},
    Phrase{"pitfall.RHYTHM_TOO_FAST", "These interviews follow each other too closely: space them out.", "Ces entretiens se suivent de trop près : espacez-les."},
    Phrase{"pitfall.RHYTHM_TOO_SLOW", "Too many days passed without an interview: propose one.", "Trop de jours ont passé sans entretien : proposez-en un."},
    Phrase{"pitfall.NO_WRITTEN_RECORD", "These interviews left no written record: write one.", "Ces entretiens n'ont laissé aucune trace écrite : rédigez-la."},

    // Early warning: what each rule says.
    Phrase{"risk.contract_broken", "The contract is broken and nobody employs yet.", "Le contrat est rompu et personne n'emploie encore."},
    Phrase{"risk.unjustified_absence", "Absent without a reason that counts.", "Absence non justifiée."},
    Phrase{"risk.missed_appointment", "Did not come to an appointment, without excuse.", "Rendez-vous manqué sans excuse."},
    Phrase{"risk.open_barrier", "A barrier is open.", "Un frein est ouvert."},
    Phrase{"risk.overdue_action", "An action of the plan is overdue.", "Une action du plan est en retard."},
    Phrase{"risk.missed_meeting", "The employer was not met within the window.", "L'employeur n'a pas été rencontré dans la fenêtre."},
    Phrase{"risk.silent_employer", "No contact with the employer for long.", "Pas de contact avec l'employeur depuis longtemps."},
    Phrase{"risk.falling_autonomy", "Autonomy is falling.", "L'autonomie baisse."},
    Phrase{"risk.no_interview", "No interview for long.", "Pas d'entretien depuis longtemps."},
    Phrase{"alert.risk", "The risk of a break is {word:band}: see why, act, or say why not.", "Le risque de rupture est {word:band} : voyez pourquoi, agissez, ou dites pourquoi non."},

    // The dashboard's status, explained.
    Phrase{"status.INSCRIT", "In training without a contract yet; the dashboard says ABANDON after {limit} days.", "En formation sans contrat encore ; le tableau de bord dira ABANDON après {limit} jours."},
    Phrase{"status.APPRENTI", "Under contract since {day:from}.", "Sous contrat depuis le {day:from}."},
    Phrase{"status.RUPTURANT", "Without contract since {day:from}; the dashboard says ABANDON after {limit} days.", "Sans contrat depuis le {day:from} ; le tableau de bord dira ABANDON après {limit} jours."},
    Phrase{"status.RUPTURANT.until", "Without contract since {day:from}; without a new one the dashboard says ABANDON from {day:abandon}.", "Sans contrat depuis le {day:from} ; sans nouveau contrat, le tableau de bord dira ABANDON dès le {day:abandon}."},
    Phrase{"status.ABANDON", "Given up for the dashboard since {day:from}: too long without a contract.", "En abandon pour le tableau de bord depuis le {day:from} : trop longtemps sans contrat."},
    Phrase{"status.ABANDON.excluded", "Given up for the dashboard since {day:from}: excluded from the training.", "En abandon pour le tableau de bord depuis le {day:from} : exclusion de la formation."},
    Phrase{"status.FIN_DE_FORMATION", "Training or contract ended as planned; so the dashboard says since {day:from}.", "Formation ou contrat arrivé à son terme ; le tableau de bord le dit depuis le {day:from}."},

    // The legal clock, explained.
    Phrase{"clock.running", "After the break of {day:from} training goes on until {day:cover}, that day included (L. 6231-2 5°). Social security is kept (L. 6342-1) and a remuneration is possible (L. 6341-1).", "Après la rupture du {day:from}, la formation se poursuit jusqu'au {day:cover} inclus (L. 6231-2 5°). La protection sociale est maintenue (L. 6342-1) et une rémunération est possible (L. 6341-1)."},
    Phrase{"clock.over", "After the break of {day:from} training was covered until {day:cover} at most (L. 6231-2 5°); it ended: {word:reason} ({day:end}).", "Après la rupture du {day:from}, la formation était couverte jusqu'au {day:cover} au plus (L. 6231-2 5°) ; fin : {word:reason} ({day:end})."},

    // Words.
    Phrase{"source.CONTRACT_OFFICE", "contract office", "service du contrat"},
    Phrase{"source.CFA", "CFA file", "fichier du CFA"},
    Phrase{"source.ERP", "other software", "autre logiciel"},
    Phrase{"source.OTHER_SOURCE", "other", "autre"},
    Phrase{"source.BREAK_SOURCE_UNSPECIFIED", "unknown", "inconnue"},
    Phrase{"end.NEW_CONTRACT", "new contract", "nouveau contrat"},
    Phrase{"end.EXPIRED", "expired", "délai écoulé"},
    Phrase{"end.END_OF_TRAINING", "end of training", "fin de la formation"},
    Phrase{"end.EXIT", "exit", "sortie"},
    Phrase{"end.BREAK_WITHDRAWN", "break taken back", "rupture annulée"},
    Phrase{"end.REASON_UNSPECIFIED", "unknown", "inconnue"},
    Phrase{"band.RISK_BAND_UNSPECIFIED", "unknown", "inconnu"},
    Phrase{"band.LOW_RISK", "low", "faible"},
    Phrase{"band.WATCH", "to be watched", "à surveiller"},
    Phrase{"band.HIGH_RISK", "high", "élevé"},
    Phrase{"band.CRITICAL", "critical", "critique"},
    Phrase{"interview.INITIAL", "initial", "initial"},
    Phrase{"interview.DIAGNOSTIC", "diagnostic", "diagnostic"},
    Phrase{"interview.FOLLOW_UP", "follow-up", "de suivi"},
    Phrase{"interview.REVIEW", "review", "de bilan"},
    Phrase{"interview.CO_CONSTRUCTION", "co-construction", "de co-construction"},
    Phrase{"interview.CONTRACTING", "contracting", "de contractualisation"},
    Phrase{"interview.INTERVIEW_KIND_UNSPECIFIED", "other", "autre"},
    Phrase{"party.APPRENTICE_PARTY", "apprentice", "apprenti"},
    Phrase{"party.EMPLOYER_PARTY", "employer", "employeur"},
    Phrase{"party.CFA_PARTY", "training centre", "centre de formation"},
    Phrase{"party.ESTABLISHMENT_PARTY", "establishment", "établissement"},
    Phrase{"party.LOGBOOK_PARTY_UNSPECIFIED", "other", "autre"},
    Phrase{"adequacy.POST", "post", "poste"},
    Phrase{"adequacy.MEANS", "means", "moyens"},
    Phrase{"adequacy.ADEQUACY_SUBJECT_UNSPECIFIED", "other", "autre"},
    Phrase{"contact.CALL", "call", "appel"},
    Phrase{"contact.EXTERNAL_TUTORING", "external tutoring", "tutorat externe"},
    Phrase{"contact.EMPLOYER_CONTACT_KIND_UNSPECIFIED", "other", "autre"},
    Phrase{"group.TRIMESTER_RETURN", "trimester return session", "retour trimestriel"},
    Phrase{"group.REFLEXIVE", "reflexive session", "analyse réflexive"},
    Phrase{"group.GROUP_TIME", "session", "temps collectif"},
    Phrase{"group.GROUP_SESSION_KIND_UNSPECIFIED", "other", "autre"},
    Phrase{"period.DISCOVERY", "discovery", "découverte"},
    Phrase{"period.INTERNSHIP", "internship", "stage"},
    Phrase{"period.APPLICATION", "application period", "période d'application"},
    Phrase{"period.COMPANY_PERIOD_KIND_UNSPECIFIED", "other", "autre"},
    Phrase{"adjustment.EVALUATE_AGAIN", "evaluated again", "réévaluation"},
    Phrase{"adjustment.COMPLEMENTARY_ACTIVITY", "complementary activity", "activité complémentaire"},
    Phrase{"adjustment.SPECIFIC_SUPPORT", "specific support", "accompagnement spécifique"},
    Phrase{"adjustment.ADJUSTMENT_KIND_UNSPECIFIED", "other", "autre"},
    Phrase{"orientation.RECEIVES", "the body receives the person", "l'organisme accueille la personne"},
    Phrase{"orientation.DECLINES", "the body declines", "l'organisme décline"},
    Phrase{"orientation.PERSON_DECLINES", "the person declines", "la personne décline"},
    Phrase{"orientation.ORIENTATION_ANSWER_UNSPECIFIED", "other", "autre"},
    Phrase{"milestone.PROGRAMME_STEP", "milestone", "étape franchie"},
    Phrase{"milestone.TRANSVERSAL_SKILL", "transversal skill", "compétence transversale acquise"},
    Phrase{"milestone.CERTIFICATE", "certificate", "certificat obtenu"},
    Phrase{"milestone.REPORT_HANDED_IN", "report", "rapport remis"},
    Phrase{"milestone.MEMOIR_HANDED_IN", "memoir", "mémoire remis"},
    Phrase{"milestone.DEFENCE_HELD", "defence", "soutenance tenue"},
    Phrase{"milestone.MILESTONE_KIND_UNSPECIFIED", "other", "autre"},
    Phrase{"verdict.REACHED", "reached", "atteint"},
    Phrase{"verdict.PARTLY_REACHED", "partly reached", "partiellement atteint"},
    Phrase{"verdict.NOT_REACHED", "not reached", "non atteint"},
    Phrase{"barrier.HOUSING", "housing", "logement"},
    Phrase{"barrier.CATERING", "catering", "restauration"},
    Phrase{"barrier.MOBILITY", "mobility", "mobilité"},
    Phrase{"barrier.HEALTH", "health", "santé"},
    Phrase{"barrier.CHILDCARE", "childcare", "garde d'enfants"},
    Phrase{"barrier.DISABILITY", "disability", "handicap"},
    Phrase{"barrier.MONEY", "money", "finances"},
    Phrase{"barrier.DIGITAL", "digital", "numérique"},
    Phrase{"barrier.LANGUAGE", "language", "langue"},
    Phrase{"barrier.ADMINISTRATION", "administration", "démarches administratives"},
    Phrase{"barrier.FIRST_EQUIPMENT", "first equipment", "premier équipement"},
    Phrase{"barrier.JUSTICE", "justice", "justice"},
    Phrase{"barrier.ISOLATION", "isolation", "isolement"},
    Phrase{"barrier.JOB_SEARCH", "job search", "recherche d'emploi"},
    Phrase{"barrier.OTHER_BARRIER", "other", "autre"},
    Phrase{"barrier.BARRIER_CATEGORY_UNSPECIFIED", "other", "autre"},
    Phrase{"result.CERTIFIED", "certified", "certifié"},
    Phrase{"result.NOT_CERTIFIED", "not certified", "non certifié"},
    Phrase{"result.LEFT_EARLY", "left early", "départ anticipé"},
    Phrase{"result.PATHWAY_RESULT_UNSPECIFIED", "unknown", "inconnu"},
    Phrase{"situation.EMPLOYED", "employed", "en emploi"},
    Phrase{"situation.IN_TRAINING", "in training", "en formation"},
    Phrase{"situation.JOBSEEKER", "jobseeker", "demandeur d'emploi"},
    Phrase{"situation.OTHER_SITUATION", "other", "autre"},
    Phrase{"situation.SITUATION_UNSPECIFIED", "unknown", "inconnue"},
};
// clang-format on

// nullopt for an unknown key.
std::optional<std::string_view> TextOf(Language language, std::string_view key) {
  const auto found = std::ranges::find(kPhrases, key, &Phrase::key);
  if (found == kPhrases.end()) return std::nullopt;
  return language == Language::kFrench ? found->french : found->english;
}

// A word that a newer producer knows and this table does not is said as it came.
std::string WordOf(Language language, std::string_view key) {
  return std::string(TextOf(language, key).value_or(key.substr(key.find('.') + 1)));
}

// Each part of a text separated by `separator`, said by `say`, joined by `joint`.
std::string Each(std::string_view text, char separator, std::string_view joint,
                 const std::function<std::string(std::string_view)>& say) {
  std::string said;
  while (true) {
    const auto end = text.find(separator);
    said += say(text.substr(0, end));
    if (end == std::string_view::npos) return said;
    said += joint;
    text.remove_prefix(end + 1);
  }
}

std::string ShortText(Language language, std::string_view day) {
  const auto date = CivilDate::Parse(day);
  return date ? ShortDate(language, *date) : std::string(day);
}

std::string ValueOf(Language language, std::string_view place, const PhraseArguments& arguments) {
  const auto colon = place.find(':');
  const std::string_view way = colon == std::string_view::npos ? "" : place.substr(0, colon);
  const std::string name(colon == std::string_view::npos ? place : place.substr(colon + 1));
  const auto found = arguments.find(name);
  CHECK(found != arguments.end());
  const std::string& value = found->second;
  const auto short_text = [&](std::string_view day) { return ShortText(language, day); };
  if (way == "word") return WordOf(language, value);
  if (way == "words") {
    return Each(value, ',', ", ", [&](std::string_view word) { return WordOf(language, word); });
  }
  if (way == "short") return Each(value, ',', ", ", short_text);
  if (way == "span") {
    return Each(value, ',', ", ",
                [&](std::string_view span) { return Each(span, '/', "…", short_text); });
  }
  if (way == "day") {
    const auto date = CivilDate::Parse(value);
    return date ? WholeDate(language, *date) : value;
  }
  return value;
}

}  // namespace

std::string WholeDate(Language language, CivilDate day) {
  const std::string text = day.ToString();
  if (language == Language::kEnglish) return text;
  return text.substr(8, 2) + "/" + text.substr(5, 2) + "/" + text.substr(0, 4);
}

std::string ShortDate(Language language, CivilDate day) {
  const std::string text = day.ToString();
  if (language == Language::kEnglish) return text.substr(5);
  return text.substr(8, 2) + "/" + text.substr(5, 2);
}

std::string Say(Language language, std::string_view phrase, const PhraseArguments& arguments) {
  const auto text = TextOf(language, phrase);
  CHECK(text.has_value());
  std::string_view rest = *text;
  std::string said;
  while (true) {
    const auto open = rest.find('{');
    said += rest.substr(0, open);
    if (open == std::string_view::npos) return said;
    const auto close = rest.find('}', open);
    CHECK(close != std::string_view::npos);
    said += ValueOf(language, rest.substr(open + 1, close - open - 1), arguments);
    rest.remove_prefix(close + 1);
  }
}

}  // namespace parcours::followup
