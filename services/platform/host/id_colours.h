#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace parcours::host {

// Numbers for the UUIDs of some lines that depend on the lines alone. Colour refinement: two ids
// have one colour while the lines around them read the same; where lines leave several ids alike
// for good (twins), one of them is picked and the rest follows from it.
class IdColours {
 public:
  // The lines outlive it.
  explicit IdColours(const std::vector<std::string>& lines);

  // Every UUID as "#<number>", by first appearance; lines in an order in which ids have no part.
  [[nodiscard]] std::vector<std::string> Rewritten() const;

 private:
  using Colour = std::uint64_t;
  struct Line {
    std::string_view text;
    std::vector<std::size_t> places;  // where its ids begin
    std::vector<std::size_t> ids;     // which they are
    Colour words = 0;                 // of the text between them
  };

  void Read(std::string_view text);
  void RefineUntilStable();
  // Returns the number of different colours.
  std::size_t Refine();
  [[nodiscard]] Colour ColourOf(const Line& line) const;
  // One id of the smallest colour that several share; false when all differ.
  bool TellTwinsApart();

  std::vector<Line> lines_;
  std::unordered_map<std::string_view, std::size_t> known_;
  std::vector<Colour> colours_;
};

}  // namespace parcours::host
