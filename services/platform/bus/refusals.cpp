#include "services/platform/bus/refusals.h"

#include <utility>

namespace parcours::bus {
namespace {

struct Sentences {
  std::string french;
  std::string english;
};

Error Make(Code code, std::string_view reason, std::string_view field, Sentences sentences) {
  Error error;
  error.code = code;
  error.reason = reason;
  error.field = field;
  error.french = std::move(sentences.french);
  error.english = std::move(sentences.english);
  return error;
}

std::string Join(const std::vector<std::string>& items) {
  std::string joined;
  for (const auto& item : items) joined += (joined.empty() ? "" : ", ") + item;
  return joined;
}

Error RecordRefused(std::string_view reason, std::string_view field, Sentences sentences) {
  return Make(Code::kInvalidArgument, reason, field, std::move(sentences));
}

}  // namespace

Error TopicUnknown(const std::vector<std::string>& topics) {
  const std::string names = Join(topics);
  return Make(
      Code::kFailedPrecondition, "TOPIC_UNKNOWN", names,
      {"Sujets Kafka absents : " + names + ". Créez-les par `parcours topics apply`.",
       "These topics do not exist: " + names + ". Create them with `parcours topics apply`."});
}

Error BusUnreachable(std::string_view what) {
  const std::string detail(what);
  Error error =
      Make(Code::kUnavailable, "BUS_UNREACHABLE", {},
           {"Le bus d'événements ne répond pas (" + detail + "). Nouvel essai automatique.",
            "The event bus does not answer (" + detail + "). It is tried again by itself."});
  error.retry_after = std::chrono::seconds{1};
  return error;
}

Error BusSettingInvalid(std::string_view name, std::string_view why) {
  const std::string detail(why);
  return Make(Code::kInvalidArgument, "BUS_SETTING_INVALID", name,
              {"Réglage du bus refusé : " + detail, "A setting of the bus is refused: " + detail});
}

Error BusRefused(std::string_view what, std::string_view why) {
  const std::string detail(why);
  return Make(Code::kInternal, "BUS_REFUSED", what,
              {"Le bus d'événements a refusé : " + detail, "The event bus refused: " + detail});
}

Error NotAuthorised(std::string_view what) {
  const std::string name(what);
  return Make(
      Code::kPermissionDenied, "BUS_NOT_AUTHORISED", what,
      {"Le bus refuse l'accès à " + name + " à ce service. Voir `parcours topics apply`.",
       "The bus refuses this service access to " + name + ". See `parcours topics apply`."});
}

Error ProducerQueueFull() {
  Error error = Make(Code::kResourceExhausted, "PRODUCER_QUEUE_FULL", {},
                     {"Trop de faits en attente d'envoi.", "Too many facts wait to be sent."});
  error.retry_after = std::chrono::milliseconds{10};
  return error;
}

Error ProducerFatal(std::string_view why) {
  const std::string detail(why);
  return Make(Code::kAborted, "PRODUCER_FATAL", {},
              {"L'envoi vers le bus est interrompu (" + detail + ") ; il reprend par lui-même.",
               "Sending to the bus was broken off (" + detail + "); it starts again by itself."});
}

Error DeliveryUnproven() {
  return Make(Code::kUnavailable, "DELIVERY_UNPROVEN", {},
              {"Le bus n'a pas confirmé un envoi ; il est refait de lui-même.",
               "The bus did not confirm a delivery; it is sent again by itself."});
}

Error ConsumerFatal(std::string_view why) {
  const std::string detail(why);
  return Make(Code::kAborted, "CONSUMER_FATAL", {},
              {"La lecture du bus est interrompue (" + detail + ") ; elle reprend par elle-même.",
               "Reading from the bus was broken off (" + detail + "); it starts again by itself."});
}

Error NothingToRelay() {
  return Make(Code::kFailedPrecondition, "NOTHING_TO_RELAY", {},
              {"Le bus embarqué lit les journaux lui-même ; rien n'est à lui envoyer.",
               "The embedded bus reads the journals itself; there is nothing to send to it."});
}

Error JournalBehindTopic(const std::vector<std::string>& facts) {
  const std::string names = Join(facts);
  return Make(Code::kFailedPrecondition, "JOURNAL_BEHIND_TOPIC", names,
              {"Le journal est plus ancien que ce qui a déjà été publié (" + names +
                   ") : il vient d'une sauvegarde. Lancez `parcours recover` avant de servir.",
               "The journal is older than what was already published (" + names +
                   "): it was restored from a copy. Run `parcours recover` before serving."});
}

Error HeaderMissing(std::string_view header) {
  const std::string name(header);
  return RecordRefused(
      "HEADER_MISSING", header,
      {"En-tête absent ou répété : " + name + ".", "Header missing or repeated: " + name + "."});
}

Error HeaderInvalid(std::string_view header) {
  const std::string name(header);
  return RecordRefused("HEADER_INVALID", header,
                       {"En-tête illisible : " + name + ".", "Header unreadable: " + name + "."});
}

Error StructuredModeRefused() {
  return RecordRefused("STRUCTURED_MODE_REFUSED", "content-type",
                       {"Événement en mode structuré : seul le mode binaire est admis ici.",
                        "Event in structured mode: only binary mode is taken here."});
}

Error ContentTypeRefused() {
  return RecordRefused("CONTENT_TYPE_REFUSED", "content-type",
                       {"Le contenu n'est pas en application/protobuf.",
                        "The content is not application/protobuf."});
}

Error TypeForeign() {
  return RecordRefused("TYPE_FOREIGN", "ce_type",
                       {"Ce type d'événement n'a pas sa place sur ce sujet.",
                        "This type of event has no place on this topic."});
}

Error TypeUnknown(std::string_view type) {
  const std::string name(type);
  return RecordRefused("TYPE_UNKNOWN", "ce_type",
                       {"Fait d'une version plus récente, inconnu ici : " + name + ".",
                        "Fact of a newer version, unknown here: " + name + "."});
}

Error ValueEmpty() {
  return RecordRefused("VALUE_EMPTY", "value",
                       {"L'enregistrement est vide.", "The record is empty."});
}

Error ValueUnparseable() {
  return RecordRefused("VALUE_UNPARSEABLE", "value",
                       {"Le contenu est tronqué ou n'est pas le message annoncé.",
                        "The content is truncated or is not the message announced."});
}

Error HandlerThrew() {
  return Make(Code::kInternal, "HANDLER_THREW", {},
              {"La réaction à ce fait a échoué de façon imprévue ; voir le journal technique.",
               "The reaction to this fact failed unexpectedly; see the log."});
}

Error NotYetExhausted(const Error& last) {
  return Make(Code::kFailedPrecondition, "NOT_YET_EXHAUSTED", last.reason,
              {"Ce que ce fait attend n'est pas venu (" + last.reason + ").",
               "What this fact waits for has not come (" + last.reason + ")."});
}

Error LaneFull(std::string_view key) {
  return Make(Code::kResourceExhausted, "LANE_FULL", key,
              {"Trop de faits attendent derrière un fait bloqué de la même clé.",
               "Too many facts wait behind a parked fact of the same key."});
}

Error DeadLetterNotFound(std::int64_t id) {
  const std::string name = "deadLetters/" + std::to_string(id);
  return Make(Code::kNotFound, "DEAD_LETTER_NOT_FOUND", name,
              {"Aucune lettre morte " + name + ".", "There is no dead letter " + name + "."});
}

Error SelectionEmpty() {
  return Make(Code::kInvalidArgument, "SELECTION_EMPTY", {},
              {"Aucune lettre morte ouverte ne correspond. Indiquez un numéro, un type, une clé ou "
               "une période.",
               "No open dead letter matches. Give an id, a type, a key or a time range."});
}

Error ReasonRequired() {
  return Make(Code::kInvalidArgument, "REASON_REQUIRED", "reason",
              {"Dites pourquoi ce fait est écarté.", "Say why this fact is discarded."});
}

}  // namespace parcours::bus
