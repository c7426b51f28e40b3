// Names for the schemas that the pages read. Primitive and repeated fields of an answer are always there, messages
// only where they are set.
import type {components} from './schema.ts';

type Schemas = components['schemas'];

export type PathwayStatus = Schemas['followup.PathwayStatus'];
export const STATUSES = ['INSCRIT', 'APPRENTI', 'RUPTURANT', 'ABANDON', 'FIN_DE_FORMATION'] as const satisfies PathwayStatus[];
export type StatusStep = Schemas['followup.StatusStep'];
export type Continuation = Schemas['followup.Continuation'];
export type WindowVerdict = Schemas['followup.WindowVerdict'];
export type Pathway = Schemas['followup.Pathway'];
export type PathwayPage = Schemas['followup.ListPathwaysResponse'];
export type Alert = Schemas['followup.Alert'];
export type RiskBand = Schemas['followup.RiskBand'];
export type PathwayResult = Schemas['followup.PathwayResult'];
export type InterviewKind = Schemas['type.InterviewKind'];
export type ObjectiveVerdict = Schemas['type.ObjectiveVerdict'];
export type GapKind = Schemas['followup.GapKind'];
export type LapseKind = Schemas['followup.CompanyLapseKind'];
export type TimelineEntry = Schemas['followup.TimelineEntry'];
export type Timeline = Schemas['followup.Timeline'];

export type ReferralState = Schemas['support.Referral.State'];
export type Referral = Schemas['support.Referral'];
export type RefuseReason = Schemas['support.ReferralRefused.Reason'];

export type RecordVerdict = Schemas['type.RecordVerdict'];
export type Verdict = Schemas['type.Verdict'];

export type ServiceStatus = Schemas['operations.Status'];
export type TopicPlace = Schemas['operations.TopicHead'];
export type DeadLetter = Schemas['operations.DeadLetter'];
export type DeadLetterPage = Schemas['operations.ListDeadLettersResponse'];

// Of the gateway itself, which the document of the services does not tell.
export interface Agent {
  id: string;
  name: string;
  role: string;
  organisation: string;
}
export interface Session {
  agent: Agent;
  csrf: string;
  expires: string;
}
