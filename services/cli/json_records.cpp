#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "services/cli/byte_source.h"
#include "services/cli/record_reader.h"

namespace parcours::cli {
namespace {

using nlohmann::json;

// Deeper nesting than any learner record has; bounds what the scanner remembers.
constexpr std::size_t kDeepest = 100;

bool IsSpace(int byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

bool BeginsScalar(int byte) {
  return byte == '"' || byte == '-' || (byte >= '0' && byte <= '9') || byte == 't' || byte == 'f' ||
         byte == 'n';
}

// Takes note of where a text is not JSON, and of nothing else.
class Grammar final : public nlohmann::json_sax<json> {
 public:
  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(number_integer_t /*value*/) override { return true; }
  bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
  bool string(string_t& /*value*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return true; }
  bool start_object(std::size_t /*size*/) override { return true; }
  bool key(string_t& /*value*/) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t /*size*/) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const json::exception& /*error*/) override {
    position_ = position;
    return false;
  }

  [[nodiscard]] std::size_t position() const { return position_; }

 private:
  std::size_t position_ = 0;
};

class JsonRecords final : public RecordReader {
 public:
  explicit JsonRecords(ByteSource source) : source_(std::move(source)) {}

  // Finds out whether the file is a list or one object.
  Result<void> Begin() {
    SkipSpace();
    const int first = source_.Peek();
    TRY(Readable());
    if (first == ByteSource::kEnd) return Refuse(FileEmpty(source_.file()));
    if (first == '[') {
      source_.Take();
      in_list_ = true;
      return {};
    }
    if (first == '{') return {};
    if (BeginsScalar(first)) return RefuseScalar();
    return Refuse(FileNotJson(source_.Here(), "un objet ou un tableau est attendu",
                              "an object or an array is expected"));
  }

  Result<std::optional<SourceRecord>> Next() override {
    TRY(const bool more, GoToItem());
    if (!more) return std::nullopt;
    SourceRecord record{.place = place_++,
                        .line = source_.line(),
                        .offset = source_.offset(),
                        .text = {},
                        .cells = {},
                        .fault = {}};
    TRY(TakeItem(record));
    TRY(Readable());
    if (!record.fault) TRY(CheckGrammar(record));
    return record;
  }

  std::uint64_t consumed() const override { return source_.offset(); }

 private:
  // A text, a number, true, false or null; or the beginning of something that is not JSON.
  Result<void> RefuseScalar() {
    const FilePlace place = source_.Here();
    SourceRecord value;
    value.line = source_.line();
    value.offset = source_.offset();
    TRY(TakeItem(value));
    TRY(Readable());
    TRY(CheckGrammar(value));
    SkipSpace();
    if (source_.Peek() != ByteSource::kEnd)
      return Malformed("la fin du fichier est attendue", "the end of the file is expected");
    return Refuse(FileNeitherObjectNorArray(place));
  }

  void SkipSpace() {
    while (IsSpace(source_.Peek())) source_.Take();
  }

  Result<void> Readable() const {
    if (source_.failure()) return Refuse(*source_.failure());
    return {};
  }

  // A fault in the file itself comes before what it makes the text look like.
  Result<void> Malformed(std::string_view french, std::string_view english) const {
    TRY(Readable());
    return Refuse(FileNotJson(source_.Here(), french, english));
  }

  // False at the end of the file, which must be the end of its one value too.
  Result<bool> GoToItem() {
    SkipSpace();
    if (ended_ || (!in_list_ && place_ > 0)) return AtEnd();
    if (!in_list_) return true;
    if (place_ > 0) {
      if (source_.Peek() == ']') return EndOfList();
      if (source_.Peek() != ',') {
        TRY(Malformed("une virgule ou ] est attendu", "a comma or ] is expected"));
      }
      source_.Take();
      SkipSpace();
      if (source_.Peek() == ']')
        TRY(Malformed("un enregistrement manque après la virgule",
                      "a record is missing after the comma"));
    } else if (source_.Peek() == ']') {
      return EndOfList();
    }
    if (source_.Peek() == ByteSource::kEnd)
      TRY(Malformed("la liste n'est pas fermée", "the list is not closed"));
    return true;
  }

  Result<bool> EndOfList() {
    source_.Take();
    ended_ = true;
    SkipSpace();
    return AtEnd();
  }

  Result<bool> AtEnd() {
    if (source_.Peek() != ByteSource::kEnd)
      TRY(Malformed("la fin du fichier est attendue", "the end of the file is expected"));
    TRY(Readable());
    return false;
  }

  void Keep(SourceRecord& record, int byte) const {
    if (record.fault) return;
    record.text.push_back(static_cast<char>(byte));
    if (record.text.size() <= kLongestRecord) return;
    record.fault = RecordTooLong(kLongestRecord);
    record.text.clear();
  }

  Result<void> TakeItem(SourceRecord& record) {
    const int first = source_.Peek();
    if (first == '"') return TakeString(record);
    if (first != '{' && first != '[') return TakeWord(record);
    std::string closers;
    do {
      const int byte = source_.Peek();
      if (byte == ByteSource::kEnd) {
        TRY(Malformed("l'enregistrement n'est pas fermé", "the record is not closed"));
      }
      if (byte == '"') {
        TRY(TakeString(record));
        continue;
      }
      TRY(Nest(byte, closers));
      Keep(record, source_.Take());
    } while (!closers.empty());
    return {};
  }

  Result<void> Nest(int byte, std::string& closers) const {
    if (byte == '{' || byte == '[') {
      if (closers.size() == kDeepest)
        return Malformed("l'imbrication est trop profonde", "it is nested too deeply");
      closers.push_back(byte == '{' ? '}' : ']');
    } else if (byte == '}' || byte == ']') {
      if (closers.back() != byte)
        return Malformed("une accolade ou un crochet ne correspond pas",
                         "a brace or bracket does not match");
      closers.pop_back();
    }
    return {};
  }

  Result<void> TakeString(SourceRecord& record) {
    bool escaped = false;
    Keep(record, source_.Take());
    for (;;) {
      const int byte = source_.Take();
      if (byte == ByteSource::kEnd)
        return Malformed("un texte n'est pas fermé", "a text is not closed");
      Keep(record, byte);
      if (escaped) {
        escaped = false;
      } else if (byte == '\\') {
        escaped = true;
      } else if (byte == '"') {
        return {};
      }
    }
  }

  // A number, true, false, null; the grammar says whether it is one.
  Result<void> TakeWord(SourceRecord& record) {
    const auto ends = [](int byte) {
      return byte == ByteSource::kEnd || IsSpace(byte) || byte == ',' || byte == ']' ||
             byte == '}' || byte == '[' || byte == '{' || byte == '"';
    };
    while (!ends(source_.Peek())) Keep(record, source_.Take());
    if (record.text.empty() && !record.fault)
      return Malformed("un enregistrement est attendu", "a record is expected");
    return Readable();
  }

  Result<void> CheckGrammar(const SourceRecord& record) const {
    Grammar grammar;
    if (json::sax_parse(record.text, &grammar)) return {};
    const auto position = std::min(grammar.position(), record.text.size());
    const auto before = position == 0 ? 0 : position - 1;
    const auto lines = std::count(record.text.begin(),
                                  record.text.begin() + static_cast<std::ptrdiff_t>(before), '\n');
    return Refuse(FileNotJson({source_.file(), record.line + lines, record.offset + before + 1},
                              "l'enregistrement n'est pas bien écrit",
                              "the record is not well written"));
  }

  ByteSource source_;
  std::int64_t place_ = 0;
  bool in_list_ = false;
  bool ended_ = false;
};

}  // namespace

Result<std::unique_ptr<RecordReader>> OpenJsonRecords(const std::filesystem::path& file) {
  TRY(auto source, ByteSource::Open(file));
  auto reader = std::make_unique<JsonRecords>(std::move(source));
  TRY(reader->Begin());
  return reader;
}

}  // namespace parcours::cli
