// A place where the platform cannot work: it says which and why in the operator's language, ends
// with 2, and leaves what is there as it is.

#include <cstdlib>
#include <fstream>
#include <functional>

#include "services/platform/store/sqlite.h"
#include "tests/end_to_end/bad_input.h"

namespace parcours::end_to_end {
namespace {

class BadPlace : public BadInput {
 protected:
  // A second `parcours serve all`, which must not come up.
  void ExpectDoesNotStart(const std::filesystem::path& data_folder, const std::string& listen,
                          const Saying& saying) const {
    for (const auto language : {Language::kFrench, Language::kEnglish}) {
      const std::string locale = language == Language::kFrench ? "fr_FR.UTF-8" : "en_US.UTF-8";
      const auto ended = testing::RunCommand(
          "LC_ALL=" + locale + " timeout 20 " + Program("parcours") + " serve all --data " +
          data_folder.string() + " --listen " + listen +
          " --clock virtual:2025-03-06 --token-key " + (data() / "token.public.pem").string());
      EXPECT_EQ(ended.status, 2) << ended.output;
      ExpectWords(ended.output, language == Language::kFrench ? saying.french : saying.english);
    }
  }

  void SetSchemaVersion(const std::string& service, int version) const {
    const auto db = store::OpenSqliteForWriting({.file = data() / (service + ".db")}).value();
    db->Execute("UPDATE schema_version SET version = :version WHERE component = 'journal'",
                version);
  }
};

TEST_F(BadPlace, ADatabaseOfANewerVersionIsLeftAlone) {
  End();
  SetSchemaVersion("followup", 999);
  const std::string file = (data() / "followup.db").string();
  ExpectDoesNotStart(
      data(), "127.0.0.1:0",
      {.french = {file, "une version plus récente du programme", "999 > 1", "Installez"},
       .english = {file, "a newer version of the program", "999 > 1", "Install"}});
  SetSchemaVersion("followup", 1);
  Start();
  ExpectNothingChanged();
  ExpectGoesOn();
}

TEST_F(BadPlace, AFileThatIsNoDatabaseIsLeftAlone) {
  End();
  const auto file = data() / "support.db";
  std::filesystem::remove(data() / "support.db-wal");
  const std::string letter(8'192, 'x');
  std::ofstream(file, std::ios::binary | std::ios::trunc) << letter;
  ExpectDoesNotStart(data(), "127.0.0.1:0",
                     {.french = {file.string(), "ne peut pas être ouverte", "sauvegarde"},
                      .english = {file.string(), "cannot be opened", "backup"}});
  EXPECT_EQ(ReadFile(file), letter);
}

TEST_F(BadPlace, APortThatIsTakenIsNamed) {
  const std::string address = platform().endpoints().at("followup");
  ExpectDoesNotStart(
      data().parent_path() / "second", address,
      {.french = {address, "prise", "--listen"}, .english = {address, "taken", "--listen"}});
  ExpectNothingChanged();
  ExpectGoesOn();
}

TEST_F(BadPlace, ADataDirectoryInUseIsNamed) {
  ExpectDoesNotStart(data(), "127.0.0.1:0",
                     {.french = {data().string(), "Un autre processus utilise", "--data"},
                      .english = {data().string(), "Another process uses", "--data"}});
  ExpectNothingChanged();
  ExpectGoesOn();
}

TEST_F(BadPlace, ADataDirectoryThatCannotBeIsNamed) {
  const std::string file = File("not-a-folder", "x");
  ExpectDoesNotStart(
      file, "127.0.0.1:0",
      {.french = {file, "ne peut pas être créé"}, .english = {file, "cannot be created"}});
}

// The platform's disk is full as long as a sign stands in its folder (tests/preload/full_disk.cpp).
class FullDisk : public BadPlace {
 protected:
  void SetUp() override {
    ::setenv("PARCOURS_FULL_DISK", sign().c_str(), 1);
    ::setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 0);
    WithFullDisk([this] { BadPlace::SetUp(); });
  }

  // What is started meanwhile has such a disk.
  static void WithFullDisk(const std::function<void()>& act) {
    ::setenv("LD_PRELOAD", Program("libfull_disk.so").c_str(), 1);
    act();
    ::unsetenv("LD_PRELOAD");
  }

  [[nodiscard]] std::filesystem::path sign() const { return data() / "full"; }
  void Fill() const { std::ofstream(sign()) << ""; }
  void Free() const { std::filesystem::remove(sign()); }

  const Saying full_{.french = {"disque", "plein", "rien n'a été modifié", "exploitant"},
                     .english = {"disk is full", "nothing was changed", "operator"}};
};

TEST_F(FullDisk, RefusesCommandsAnswersQueriesAndGoesOnWhenThereIsRoom) {
  Fill();
  const nlohmann::json dossiers{{"records", {Dossiers().front().dump()}}};
  const nlohmann::json organisation{{"name", "organisations/01890000-0000-7000-8000-000000000001"}};
  ExpectRefused("recruitment", "ImportDossiers", dossiers, TokenOf(kCfaSystem),
                {Code::kResourceExhausted, "DISK_FULL", {}, full_});
  const auto asked =
      platform().Call("partners", "GetOrganisation", organisation, TokenOf(kCfaReferent));
  EXPECT_TRUE(asked) << asked.error().english;
  Free();
  ExpectNothingChanged();
  ExpectGoesOn();
}

TEST_F(FullDisk, IsSaidAtTheStart) {
  End();
  Fill();
  const Saying saying{.french = {data().string(), "ne peut pas être ouverte", "la place qui reste"},
                      .english = {data().string(), "cannot be opened", "the space left"}};
  WithFullDisk([&] { ExpectDoesNotStart(data(), "127.0.0.1:0", saying); });
  Free();
  Start();
  ExpectNothingChanged();
  ExpectGoesOn();
}

// The disk fills up while the first tables are made.
TEST_F(FullDisk, IsSaidWhileADatabaseIsMadeAndTheNextStartFinishes) {
  End();
  const auto fresh = data() / "fresh";
  Fill();
  ::setenv("PARCOURS_FULL_DISK_FILES", ".db-wal", 1);
  WithFullDisk([&] {
    ExpectDoesNotStart(fresh, "127.0.0.1:0",
                       {.french = {"disque", "plein"}, .english = {"disk is full"}});
  });
  ::unsetenv("PARCOURS_FULL_DISK_FILES");
  Free();
  const auto ended = testing::RunCommand(
      "timeout --preserve-status -s TERM 3 " + Program("parcours") + " serve all --data " +
      fresh.string() + " --token-key " + (data() / "token.public.pem").string());
  EXPECT_EQ(ended.status, 0) << ended.output;
  EXPECT_TRUE(std::filesystem::exists(fresh / "support.db"));
}

}  // namespace
}  // namespace parcours::end_to_end
