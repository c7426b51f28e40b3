// Milestones and the credentials that vouch for them.

#include <algorithm>

#include "services/followup/credentials.h"
#include "services/followup/domain/refusals.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

v1::Milestone MilestoneView(const std::string& code, const PassportMilestone& milestone,
                            CivilDate today) {
  v1::Milestone view;
  view.set_code(code);
  view.set_kind(milestone.kind);
  view.set_title(milestone.title);
  view.set_criteria(milestone.criteria);
  if (milestone.due) view.set_due_date(milestone.due->ToString());
  if (milestone.reached) view.set_reach_date(milestone.reached->ToString());
  view.set_overdue(!milestone.reached && milestone.due && *milestone.due < today);
  if (milestone.credential) view.set_credential(milestone.credential->credential());
  return view;
}

v1::Passport View(const Passport& passport, const Pathway& pathway, const Context& context) {
  v1::Passport view;
  view.set_name(passport.name());
  view.set_pathway(pathway.name());
  std::vector<v1::Milestone> milestones;
  for (const auto& [code, milestone] : passport.milestones()) {
    milestones.push_back(MilestoneView(code, milestone, context.session.today()));
  }
  std::ranges::stable_sort(milestones, {}, [](const v1::Milestone& milestone) {
    const bool ahead = milestone.reach_date().empty();
    return std::pair(ahead, ahead ? milestone.due_date() : milestone.reach_date());
  });
  for (auto& milestone : milestones) *view.add_milestones() = std::move(milestone);
  view.set_etag(context.passports.Etag(passport));
  return view;
}

}  // namespace

Result<v1::Passport> Handle(const v1::RecordMilestoneRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  auto passport = context.passports.Find(PassportOf(pathway.name()));
  const CivilDate today = context.session.today();
  if (!request.due_date().empty()) {
    TRY(passport, context.passports.Record(passport, passport.Plan(request, pathway, today)));
  }
  if (!request.reach_date().empty() || request.due_date().empty()) {
    TRY(passport,
        context.passports.Record(
            passport, passport.Reach(request, pathway, today, context.session.actor().principal)));
  }
  return View(passport, pathway, context);
}

Result<v1::Passport> Handle(const v1::IssueCredentialRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  auto passport = context.passports.Find(PassportOf(pathway.name()));
  TRY(passport, context.passports.Record(
                    passport, passport.Issue(request.code(), "urn:uuid:" + context.session.NewId(),
                                             context.session.today(), context.session.now(),
                                             context.session.actor().principal)));
  return View(passport, pathway, context);
}

Result<v1::Passport> Handle(const v1::GetPassportRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  return View(context.passports.Find(PassportOf(pathway.name())), pathway, context);
}

Result<v1::CredentialFile> Handle(const v1::ExportCredentialRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  const auto passport = context.passports.Find(PassportOf(pathway.name()));
  TRY(const auto milestone, passport.Issued(request.code()));
  const auto organisation = context.directory.FindOrganisation(pathway.organisation());
  const auto signer = security::SignerOf(context.session.keyring(), pathway.organisation());
  const CredentialIssuer issuer{.name = organisation ? organisation->display_name : "",
                                .signer = signer};
  const bool badge = request.format() == v1::OPEN_BADGE_3;
  v1::CredentialFile file;
  file.set_media_type(badge ? "application/vc+ld+json" : "application/ld+json");
  file.set_text(
      (badge ? OpenBadge(milestone, issuer) : LearningCredential(milestone, issuer)).dump(2));
  return file;
}

}  // namespace parcours::followup
