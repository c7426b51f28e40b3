#pragma once

#include "services/recruitment/domain/record_problem.h"

// Every fault that an import can report, once. Reasons are part of the contract with senders: they
// never change.
namespace parcours::recruitment::faults {

// The record as a whole.
inline constexpr Fault kNotJson{"RECORD_NOT_JSON",
                                "L'enregistrement n'est pas un texte JSON valide",
                                "The record is not valid JSON"};
inline constexpr Fault kNotUtf8{"RECORD_NOT_UTF8",
                                "L'enregistrement n'est pas un texte UTF-8 valide",
                                "The record is not valid UTF-8 text"};
inline constexpr Fault kNotAnObject{"RECORD_NOT_AN_OBJECT",
                                    "Objet attendu : un enregistrement est un objet JSON",
                                    "Object expected: a record is a JSON object"};
inline constexpr Fault kTooDeep{"RECORD_TOO_DEEP",
                                "L'enregistrement comporte trop de niveaux imbriqués",
                                "The record is nested too deeply"};
inline constexpr Fault kTooLong{"RECORD_TOO_LONG", "L'enregistrement est trop long",
                                "The record is too long"};

// Any field.
inline constexpr Fault kRequired{"FIELD_REQUIRED", "Champ obligatoire", "Required field"};
inline constexpr Fault kStructure{"FIELD_NOT_A_VALUE",
                                  "Valeur simple attendue, et non une liste ou un objet",
                                  "A plain value is expected, not a list or an object"};
inline constexpr Fault kTextExpected{"TEXT_EXPECTED", "Texte attendu", "Text expected"};
inline constexpr Fault kTextTooShort{"TEXT_TOO_SHORT", "Le texte est trop court",
                                     "The text is too short"};
inline constexpr Fault kTextTooLong{"TEXT_TOO_LONG", "Le texte est trop long",
                                    "The text is too long"};
inline constexpr Fault kTextUnreadable{"TEXT_UNREADABLE",
                                       "Le texte contient des caractères de contrôle",
                                       "The text holds control characters"};
inline constexpr Fault kBooleanExpected{"BOOLEAN_EXPECTED", "Booléen attendu (true ou false)",
                                        "Boolean expected (true or false)"};
inline constexpr Fault kYesNoExpected{"YES_OR_NO_EXPECTED", "Oui ou Non attendu",
                                      "Oui or Non expected"};
inline constexpr Fault kIntegerExpected{"INTEGER_EXPECTED", "Nombre entier attendu",
                                        "Integer expected"};
inline constexpr Fault kNirElsewhere{
    "NIR_IN_ANOTHER_FIELD",
    "Ce champ contient un NIR (numéro de sécurité sociale) : il n'est jamais conservé",
    "This field holds a NIR (social security number): it is never kept"};

// Dates.
inline constexpr Fault kDateMalformed{"DATE_MALFORMED", "Date invalide",
                                      "Invalid date (YYYY-MM-DD, a day that exists)"};
inline constexpr Fault kEndBeforeEntry{
    "END_BEFORE_ENTRY", "La date de fin de formation précède la date d'entrée en formation",
    "The training ends before it was entered"};
inline constexpr Fault kBirthAfterEntry{"BIRTH_AFTER_ENTRY",
                                        "La date de naissance suit la date d'entrée en formation",
                                        "The birth date comes after the entry into training"};

// Contracts.
inline constexpr Fault kBreakWithoutStart{
    "BREAK_WITHOUT_START", "Rupture d'un contrat dont la date de début n'est pas renseignée",
    "Break of a contract whose start is not given"};
inline constexpr Fault kContractWithoutStart{
    "CONTRACT_WITHOUT_START", "Fin d'un contrat dont la date de début n'est pas renseignée",
    "End of a contract whose start is not given"};
inline constexpr Fault kContractEndBeforeStart{"CONTRACT_END_BEFORE_START",
                                               "La date de fin du contrat précède sa date de début",
                                               "The contract ends before it starts"};
inline constexpr Fault kContractFieldAlone{
    "CONTRACT_FIELD_WITHOUT_CONTRACT",
    "Champ ignoré : la date de début du contrat n'est pas renseignée",
    "Ignored: the contract's start is not given"};
inline constexpr Fault kContractRepeated{
    "CONTRACT_REPEATED", "Contrat identique à un précédent : il n'est compté qu'une fois",
    "Same contract as an earlier one: counted once"};

// Identifiers.
inline constexpr Fault kSiretMalformed{"SIRET_MALFORMED",
                                       "Siret invalide. Format attendu : 14 chiffres",
                                       "Invalid SIRET: 14 digits are expected"};
inline constexpr Fault kSiretWrongKey{"SIRET_WRONG_KEY",
                                      "Siret douteux : la clé de contrôle est fausse",
                                      "Doubtful SIRET: its check digit is wrong"};
inline constexpr Fault kUaiMalformed{"UAI_MALFORMED", "UAI invalide",
                                     "Invalid UAI: 7 digits and a letter are expected"};
inline constexpr Fault kUaiWrongKey{"UAI_WRONG_KEY",
                                    "UAI douteux : la lettre de contrôle est fausse",
                                    "Doubtful UAI: its check letter is wrong"};
inline constexpr Fault kIneMalformed{"INE_MALFORMED", "INE invalide",
                                     "Invalid INE: 11 characters are expected"};
inline constexpr Fault kIneWrongKey{"INE_WRONG_KEY", "INE douteux : la clé de contrôle est fausse",
                                    "Doubtful INE: its check key is wrong"};
inline constexpr Fault kNirInvalid{"NIR_INVALID", "NIR invalide : il n'est pas pris en compte",
                                   "Invalid NIR: it is ignored"};
inline constexpr Fault kRncpMalformed{"RNCP_MALFORMED", "Code RNCP invalide", "Invalid RNCP code"};
inline constexpr Fault kRncpShort{"RNCP_SHORT", "Code RNCP douteux : 3 à 5 chiffres attendus",
                                  "Doubtful RNCP code: 3 to 5 digits are expected"};
inline constexpr Fault kCfdMalformed{"CFD_MALFORMED", "Code CFD invalide",
                                     "Invalid CFD code: 8 characters are expected"};
inline constexpr Fault kLastEstablishmentMalformed{
    "LAST_ESTABLISHMENT_MALFORMED", "UAI ou département attendu", "UAI or département expected"};
inline constexpr Fault kFranceTravailIdMalformed{"FRANCE_TRAVAIL_ID_MALFORMED",
                                                 "Identifiant France Travail invalide",
                                                 "Invalid France Travail identifier"};
inline constexpr Fault kRomeMalformed{"ROME_MALFORMED", "Code ROME invalide", "Invalid ROME code"};

// Values.
inline constexpr Fault kSchoolYearMalformed{
    "SCHOOL_YEAR_MALFORMED",
    "Format invalide (format attendu : 2023-2024). Les années doivent être consécutives ou "
    "identiques (ex : 2023-2024 ou 2023-2023)",
    "Invalid format (expected: 2023-2024); the years must be consecutive or equal"};
inline constexpr Fault kPhoneMalformed{"PHONE_MALFORMED", "Format invalide",
                                       "Not a valid phone number"};
inline constexpr Fault kEmailMalformed{"EMAIL_MALFORMED", "Email non valide",
                                       "Not a valid e-mail address"};
inline constexpr Fault kPostcodeMalformed{
    "POSTCODE_MALFORMED", "Le code postal doit faire 5 caractères numériques exactement",
    "The postcode must have exactly 5 digits"};
inline constexpr Fault kCommuneMalformed{"COMMUNE_MALFORMED", "Code commune Insee invalide",
                                         "Invalid INSEE commune code"};
inline constexpr Fault kStatusNotListed{"STATUS_NOT_LISTED", "Valeurs possibles: 0,2,3",
                                        "Possible values: 0,2,3"};
inline constexpr Fault kSexNotListed{"SEX_NOT_LISTED", "M, H ou F attendu", "M, H or F expected"};
inline constexpr Fault kNotListed{"VALUE_NOT_LISTED", "Valeur inconnue", "Unknown value"};
inline constexpr Fault kTrainingYearOutOfRange{
    "TRAINING_YEAR_OUT_OF_RANGE", "Valeurs possibles: 0,1,2,3,4,5", "Possible values: 0,1,2,3,4,5"};
inline constexpr Fault kMonthsOutOfRange{"MONTHS_OUT_OF_RANGE",
                                         "Durée en mois attendue entre 1 et 48",
                                         "A number of months from 1 to 48 is expected"};
inline constexpr Fault kYearsOutOfRange{"YEARS_OUT_OF_RANGE",
                                        "Durée en années attendue entre 1 et 4",
                                        "A number of years from 1 to 4 is expected"};
inline constexpr Fault kParenthesesInName{"PARENTHESES_IN_NAME",
                                          "Les parenthèses ne sont pas autorisées dans les noms",
                                          "Parentheses are not allowed in names"};

}  // namespace parcours::recruitment::faults
