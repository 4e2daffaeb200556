// One walk over every rule in reading order, which hands down the direction and the address.
#include "semantics/placement.h"

#include <fmt/format.h>

#include "semantics/overloaded.h"
#include "semantics/parts.h"
#include "semantics/questions.h"

namespace eligo::semantics {

using diag::Code;
using syntax::List;

namespace {

/// What one rule and its exception share: the id, and the number of the next member directly in it.
struct Scope {
  std::string id;
  std::size_t next = 1;
};

enum class Realm : std::uint8_t { kCriterion, kDefinition, kWhere };

struct Spot {
  Direction direction = Direction::kNone;
  Scope* scope = nullptr;        // null in a definition or `where`
  bool gives_ids = false;        // lists here have addresses
  bool is_whole = false;         // a whole rule or member
  Realm realm = Realm::kCriterion;
};

Direction turned(Direction direction) {
  switch (direction) {
    case Direction::kNone: return Direction::kNone;
    case Direction::kRequirement: return Direction::kTrigger;
    case Direction::kTrigger: return Direction::kRequirement;
  }
  return Direction::kNone;
}

Direction of_members(List::Form form, Direction direction) {
  switch (form) {
    case List::Form::kAll:
    case List::Form::kAny:
    case List::Form::kAtLeast: return direction;
    case List::Form::kNone:
    case List::Form::kAtMost: return turned(direction);
    case List::Form::kExactly: return Direction::kNone;
  }
  return Direction::kNone;
}

class Placement {
 public:
  Placement(CheckedFile& out, diag::Sink& sink) : out_(out), file_(*out.file), sink_(sink) {}

  void run() {
    for (const syntax::Item& item : file_.items) {
      std::visit(Overloaded{[this](const syntax::Criterion& c) { criterion(c); },
                            [this](const syntax::Definition& d) { walk(d.body, in(Realm::kDefinition)); },
                            [this](const syntax::Group& g) {
                              for (const syntax::Exception& e : g.exceptions) {
                                if (e.where) walk(e.where, in(Realm::kWhere));
                              }
                            },
                            [this](const syntax::Timeline& t) {
                              for (const syntax::TimelineEntry& entry : t.entries) moment(entry.formula);
                            },
                            [](const auto&) {}},
                 item.form);
    }
    resolve_questions(out_, questions_, sink_);
  }

 private:
  static Spot in(Realm realm) {
    Spot spot;
    spot.realm = realm;
    return spot;
  }

  void report(Code code, syntax::Span span, std::string message, std::string help = {}) {
    sink_.add({code, std::move(message), std::move(help), file_.source, span, {}});
  }

  void criterion(const syntax::Criterion& c) {
    Scope scope{c.id.text};
    const Direction direction = c.is_inclusion ? Direction::kRequirement : Direction::kTrigger;
    rule_and_exception(c.rule, c.exception, direction, scope);
  }

  void rule_and_exception(ExprId rule, ExprId exception, Direction direction, Scope& scope) {
    walk(rule, {direction, &scope, true, true, Realm::kCriterion});
    if (exception) walk(exception, {Direction::kNone, &scope, true, false, Realm::kCriterion});
  }

  void moment(MomentId id) {
    if (!id || !file_[id].selector) return;
    const ExprId where = file_[file_[id].selector].where;
    if (where) walk(where, in(Realm::kWhere));
  }

  void walk(ExprId id, const Spot& spot) {
    out_.exprs[id.index()].direction = spot.direction;
    Spot inner = spot;
    inner.is_whole = false;
    std::visit(Overloaded{[&](const syntax::Bracket& f) { walk(f.inner, inner); },
                          [&](const syntax::If& f) {
                            Spot condition = inner;
                            condition.direction = Direction::kNone;
                            walk(f.condition, condition);
                            walk(f.consequence, inner);
                            if (f.alternative) walk(f.alternative, inner);
                          },
                          [&](const List& f) { list(id, f, inner); },
                          [&](const syntax::WithResults& f) {
                            wheres(id);
                            walk(f.rule, inner);
                          },
                          [&](const syntax::Confirm&) {
                            questions_.push_back({id, spot.scope != nullptr ? spot.scope->id : std::string()});
                          },
                          [&](const syntax::NoRestriction&) { no_restriction(id, spot); },
                          [&](const syntax::Gap&) { whole_only(id, spot, "gap"); },
                          [&](const auto&) { parts(id, inner); }},
               file_[id].form);
  }

  /// The parts of any other form: they have no direction, and `each of` gives no addresses.
  void parts(ExprId id, Spot spot) {
    spot.direction = Direction::kNone;
    if (std::holds_alternative<syntax::Each>(file_[id].form)) spot.gives_ids = false;
    for_each_part(file_, id, [&](ExprId part, PartRole role) {
      walk(part, role == PartRole::kWhere ? in(Realm::kWhere) : spot);
    });
  }

  void wheres(ExprId id) {
    for_each_part(file_, id, [&](ExprId part, PartRole role) {
      if (role == PartRole::kWhere) walk(part, in(Realm::kWhere));
    });
  }

  void list(ExprId id, const List& list, const Spot& spot) {
    const Direction direction = of_members(list.form, spot.direction);
    std::vector<Scope> scopes;
    if (spot.gives_ids) {
      std::vector<std::string>& ids = out_.exprs[id.index()].member_ids;
      for (std::size_t i = 0; i < list.members.size(); ++i) ids.push_back(fmt::format("{}.{}", spot.scope->id, spot.scope->next++));
      for (const std::string& member_id : ids) scopes.push_back({member_id});
    }
    for (std::size_t i = 0; i < list.members.size(); ++i) {
      const syntax::Member& member = list.members[i];
      if (member.exception && direction == Direction::kNone) {
        report(Code::E0308, member.unless_span, "`unless` where the rule points neither to requirement nor to trigger",
               "a definition, `exactly`, `not`, `and`, `or` and the condition of an `if` give no direction");
      }
      if (spot.gives_ids) {
        rule_and_exception(member.rule, member.exception, direction, scopes[i]);
      } else {
        Spot own = spot;
        own.direction = direction;
        own.is_whole = true;
        walk(member.rule, own);
        own.is_whole = false;
        own.direction = Direction::kNone;
        if (member.exception) walk(member.exception, own);
      }
    }
  }

  void no_restriction(ExprId id, const Spot& spot) {
    if (spot.is_whole && spot.direction == Direction::kTrigger) {
      report(Code::E0312, file_[id].span, "`no restriction` would exclude everyone here", "leave it to an inclusion, which it lets everyone pass");
      return;
    }
    whole_only(id, spot, "no restriction");
  }

  void whole_only(ExprId id, const Spot& spot, std::string_view words) {
    if (spot.is_whole && spot.realm == Realm::kCriterion) return;
    report(Code::E0312, file_[id].span, fmt::format("`{}` inside a rule", words), "it stands only as a whole rule or member");
  }

  CheckedFile& out_;
  const syntax::File& file_;
  diag::Sink& sink_;
  std::vector<PlacedQuestion> questions_;
};

}  // namespace

void place(CheckedFile& file, diag::Sink& sink) { Placement(file, sink).run(); }

}  // namespace eligo::semantics
