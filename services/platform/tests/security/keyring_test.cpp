#include "services/platform/security/keyring.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "services/platform/store/sqlite.h"

namespace parcours::security {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kText = "Note de suivi : ne pas diffuser";

// A directory of its own for each test.
class KeyringFile : public ::testing::Test {
 protected:
  KeyringFile() {
    std::string pattern = (fs::temp_directory_path() / "parcours-keyring-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    file = directory_ / "keys.db";
  }
  ~KeyringFile() override { fs::remove_all(directory_); }

  std::unique_ptr<Keyring> Opened() const {
    auto keyring = OpenKeyring({.file = file});
    EXPECT_TRUE(keyring.has_value()) << (keyring ? "" : keyring.error().english);
    return *std::move(keyring);
  }

  std::int64_t StoredKeys() const {
    const auto connection = store::OpenSqliteForReading({.file = file});
    return std::get<0>((*connection)->QueryOne<std::int64_t>("SELECT COUNT(*) FROM keys").value());
  }

  static mode_t ModeOf(const fs::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 0777U;
  }

  fs::path file;

 private:
  fs::path directory_;
};

TEST(Keyring, OpensWhatItSealed) {
  const auto keyring = MakeEphemeralKeyring();
  const std::string sealed = keyring->Seal("persons/p", "interviews/1/3", kText);
  EXPECT_EQ(sealed.find("diffuser"), std::string::npos);
  EXPECT_EQ(keyring->Open("persons/p", "interviews/1/3", sealed), kText);
  EXPECT_EQ(keyring->Open("persons/p", "", keyring->Seal("persons/p", "", "")), "");
}

TEST(Keyring, SealsTheSameTextDifferentlyEachTime) {
  const auto keyring = MakeEphemeralKeyring();
  EXPECT_NE(keyring->Seal("persons/p", "c", kText), keyring->Seal("persons/p", "c", kText));
}

TEST(Keyring, ATamperedTextDoesNotOpen) {
  const auto keyring = MakeEphemeralKeyring();
  const std::string sealed = keyring->Seal("persons/p", "c", kText);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string tampered = sealed;
    tampered[i] = static_cast<char>(tampered[i] ^ 1);
    EXPECT_FALSE(keyring->Open("persons/p", "c", tampered).has_value()) << "byte " << i;
  }
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{1}, std::size_t{40}, sealed.size() - 1}) {
    EXPECT_FALSE(keyring->Open("persons/p", "c", sealed.substr(0, length)).has_value())
        << length << " bytes";
  }
}

TEST(Keyring, NeitherAnotherSubjectNorAnotherContextOpensAText) {
  const auto keyring = MakeEphemeralKeyring();
  const std::string sealed = keyring->Seal("persons/p", "c", kText);
  EXPECT_EQ(keyring->Seal("persons/q", "c", "").empty(), false);
  EXPECT_FALSE(keyring->Open("persons/q", "c", sealed).has_value());
  EXPECT_FALSE(keyring->Open("persons/p", "d", sealed).has_value());
  EXPECT_FALSE(keyring->Open("persons/", "pc", sealed).has_value());
}

TEST(Keyring, ASubjectWithoutKeyOpensNothing) {
  const auto keyring = MakeEphemeralKeyring();
  const auto other = MakeEphemeralKeyring();
  EXPECT_FALSE(other->Open("persons/p", "c", keyring->Seal("persons/p", "c", kText)).has_value());
}

TEST(Keyring, FingerprintsSeparatePurposesAndServices) {
  const auto keyring = MakeEphemeralKeyring();
  const std::string print = keyring->Fingerprint("email", "p@example.org");
  EXPECT_EQ(print.size(), 64U);
  EXPECT_EQ(print.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(print, keyring->Fingerprint("email", "p@example.org"));
  EXPECT_NE(print, keyring->Fingerprint("phone", "p@example.org"));
  EXPECT_NE(keyring->Fingerprint("ab", "c"), keyring->Fingerprint("a", "bc"));
  EXPECT_NE(print, MakeEphemeralKeyring()->Fingerprint("email", "p@example.org"));
}

TEST_F(KeyringFile, IsReadableByItsOwnerAlone) {
  std::ofstream(file).close();
  fs::permissions(file, fs::perms::all);
  const auto keyring = Opened();
  static_cast<void>(keyring->Seal("persons/p", "c", kText));
  keyring->Flush();
  EXPECT_EQ(ModeOf(file), 0600U);
  EXPECT_EQ(ModeOf(file.string() + "-wal"), 0600U);
}

TEST_F(KeyringFile, KeepsKeysAndSecretWhenReopened) {
  std::string sealed;
  std::string print;
  {
    const auto keyring = Opened();
    sealed = keyring->Seal("persons/p", "c", kText);
    print = keyring->Fingerprint("email", "p@example.org");
    keyring->Flush();
    EXPECT_EQ(keyring->Open("persons/p", "c", sealed), kText);
  }
  const auto keyring = Opened();
  EXPECT_EQ(keyring->Open("persons/p", "c", sealed), kText);
  EXPECT_EQ(keyring->Open("persons/p", "c", keyring->Seal("persons/p", "c", "again")), "again");
  EXPECT_EQ(keyring->Fingerprint("email", "p@example.org"), print);
  EXPECT_EQ(StoredKeys(), 1);
}

TEST_F(KeyringFile, NewKeysAreDurableAfterFlushAndNotBefore) {
  const auto keyring = Opened();
  for (int i = 0; i < 20; ++i)
    static_cast<void>(keyring->Seal("persons/" + std::to_string(i), "c", kText));
  EXPECT_EQ(StoredKeys(), 0);
  keyring->Flush();
  EXPECT_EQ(StoredKeys(), 20);
  keyring->Flush();
  EXPECT_EQ(StoredKeys(), 20);
}

TEST_F(KeyringFile, ADestroyedKeyOpensNothingAndTheOthersStay) {
  std::string erased;
  std::string kept;
  {
    const auto keyring = Opened();
    erased = keyring->Seal("persons/p", "c", kText);
    kept = keyring->Seal("persons/q", "c", kText);
    keyring->Flush();
  }
  {
    const auto connection = store::OpenSqliteForWriting({.file = file});
    EXPECT_EQ((*connection)->Execute("DELETE FROM keys WHERE subject = :subject", "persons/p"), 1);
  }
  const auto keyring = Opened();
  EXPECT_FALSE(keyring->Open("persons/p", "c", erased).has_value());
  EXPECT_EQ(keyring->Open("persons/q", "c", kept), kText);
}

TEST_F(KeyringFile, AFailedFlushLosesNoKeyAndIsTriedAgain) {
  const auto keyring = Opened();
  const std::string sealed = keyring->Seal("persons/p", "c", kText);
  const auto rival = store::OpenSqliteForWriting({.file = file});
  (*rival)->ExecuteScript(
      "CREATE TRIGGER full BEFORE INSERT ON keys BEGIN SELECT RAISE(ABORT, 'no'); END");
  EXPECT_THROW(keyring->Flush(), store::Failure);
  EXPECT_EQ(StoredKeys(), 0);
  (*rival)->ExecuteScript("DROP TRIGGER full");
  keyring->Flush();
  EXPECT_EQ(StoredKeys(), 1);
  EXPECT_EQ(keyring->Open("persons/p", "c", sealed), kText);
}

TEST_F(KeyringFile, AFileThatIsNoKeyringIsRefusedAndLeftAlone) {
  std::ofstream(file) << "these are not keys, and certainly no database of them";
  const auto refused = OpenKeyring({.file = file});
  ASSERT_FALSE(refused.has_value());
  EXPECT_FALSE(refused.error().reason.empty());
  std::ifstream content(file);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(content), {}),
            "these are not keys, and certainly no database of them");
}

TEST_F(KeyringFile, ADamagedSecretIsRefused) {
  static_cast<void>(Opened());
  {
    const auto connection = store::OpenSqliteForWriting({.file = file});
    (*connection)->Execute("UPDATE secrets SET value = :value", store::Bytes{"short"});
  }
  const auto refused = OpenKeyring({.file = file});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "KEYRING_UNREADABLE");
}

TEST_F(KeyringFile, AMissingFolderIsRefused) {
  const auto refused = OpenKeyring({.file = file.parent_path() / "absent" / "keys.db"});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "KEYRING_UNREADABLE");
}

TEST_F(KeyringFile, OpensForSeveralThreadsWhileTheWriterSeals) {
  const auto keyring = Opened();
  const std::string sealed = keyring->Seal("persons/p", "c", kText);
  keyring->Flush();
  std::atomic<bool> done{false};
  std::atomic<int> wrong{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!done) wrong += keyring->Open("persons/p", "c", sealed) == kText ? 0 : 1;
    });
  }
  for (int i = 0; i < 200; ++i) {
    const std::string subject = "persons/" + std::to_string(i);
    const std::string own = keyring->Seal(subject, "c", kText);
    if (i % 10 == 0) keyring->Flush();
    EXPECT_EQ(keyring->Open(subject, "c", own), kText);
  }
  done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace parcours::security
