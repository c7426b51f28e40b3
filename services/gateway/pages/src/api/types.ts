// The answers that the pages read, in protobuf's JSON mapping: primitive and repeated fields are
// always there, messages only where they are set.
import type {Day} from '../dates.ts';

export type PathwayStatus =
  | 'PATHWAY_STATUS_UNSPECIFIED'
  | 'INSCRIT'
  | 'APPRENTI'
  | 'RUPTURANT'
  | 'ABANDON'
  | 'FIN_DE_FORMATION';
export const STATUSES = ['INSCRIT', 'APPRENTI', 'RUPTURANT', 'ABANDON', 'FIN_DE_FORMATION'] as const;

export interface StatusStep {
  status: PathwayStatus;
  fromDate: Day;
}
export interface DashboardStatus extends StatusStep {
  steps: StatusStep[];
  explanation: string;
}
export type ContinuationEnd =
  | 'REASON_UNSPECIFIED'
  | 'NEW_CONTRACT'
  | 'EXPIRED'
  | 'END_OF_TRAINING'
  | 'EXIT'
  | 'BREAK_WITHDRAWN';
export interface Continuation {
  contractBreak: string;
  state: 'STATE_UNSPECIFIED' | 'RUNNING' | 'OVER';
  fromDate: Day;
  coverUntilDate: Day;
  daysLeft: number;
  endReason: ContinuationEnd;
  endDate: Day;
  explanation: string;
}
export interface PathwayContract {
  contract: string;
  number: number;
  startDate: Day;
  endDate: Day;
  breakDate: Day;
  employer: string;
  imported: boolean;
}
export type WindowState = 'STATE_UNSPECIFIED' | 'AHEAD' | 'OPEN' | 'HELD' | 'MISSED' | 'LAPSED' | 'NOT_OBSERVED';
export interface WindowVerdict {
  window: {kind: string; fromDate: Day; toDate: Day; contract: string};
  state: WindowState;
  meetingDate: Day;
}
export interface Alert {
  name: string;
  pathway: string;
  person: string;
  kind: string;
  subject: string;
  raiseDate: Day;
  daysWithoutContract: number;
  owner: string;
  closeDate: Day;
  text: string;
}
export type PathwayResult = 'PATHWAY_RESULT_UNSPECIFIED' | 'CERTIFIED' | 'NOT_CERTIFIED' | 'LEFT_EARLY';
export interface Pathway {
  name: string;
  person: string;
  organisation: string;
  trainerOrganisation: string;
  programme: string;
  state: 'STATE_UNSPECIFIED' | 'OPEN' | 'SUSPENDED' | 'COMPLETED' | 'INTERRUPTED';
  asOfDate: Day;
  trainingStartDate: Day;
  trainingEndDate: Day;
  referent: string;
  referentByDefault: boolean;
  dashboard?: DashboardStatus;
  continuation?: Continuation;
  contracts: PathwayContract[];
  windows: WindowVerdict[];
  alerts: Alert[];
  result: PathwayResult;
  toClose: boolean;
  etag: string;
}
export interface PathwayPage {
  pathways: Pathway[];
  nextPageToken: string;
}
export interface AlertPage {
  alerts: Alert[];
  nextPageToken: string;
}

export type Lane = 'recruitment' | 'followup' | 'support' | 'insertion' | 'partners';
export interface TimelinePhrase {
  text: string;
  date: Day;
  context: Lane;
  facts: string[];
}
export interface TimelineEntry {
  date: Day;
  context: Lane;
  phrases: TimelinePhrase[];
  cause: string;
  annotation: string;
}
export interface Timeline {
  pathway: string;
  person: string;
  displayName: string;
  entries: TimelineEntry[];
  withoutPlatform?: {status: PathwayStatus; fromDate: Day; reference: string; text: string};
}

export type ReferralState =
  | 'STATE_UNSPECIFIED'
  | 'OFFERED'
  | 'ACCEPTED'
  | 'REFUSED'
  | 'DONE'
  | 'EXPIRED'
  | 'REVOKED';
export interface Referral {
  name: string;
  person: string;
  organisation: string;
  recipient: string;
  state: ReferralState;
  category: string;
  offerDate: Day;
  remindDate: Day;
  expireDate: Day;
  answerDate: Day;
  doneDate: Day;
  message: string;
  outcome: string;
  etag: string;
}
export interface ReferralPage {
  referrals: Referral[];
  nextPageToken: string;
}

export interface Appointment {
  name: string;
  pathway: string;
  person: string;
  agent: string;
  startTime?: string;
  appointmentDate: Day;
  place: string;
  state: string;
}
export interface AppointmentPage {
  appointments: Appointment[];
  nextPageToken: string;
}

export interface NamePage {
  displayNames: {name: string; text: string}[];
}

export type Verdict = 'VERDICT_UNSPECIFIED' | 'ACCEPTED' | 'UNCHANGED' | 'CORRECTED' | 'SET_ASIDE';
export interface RecordProblem {
  field: string;
  reason: string;
  message: string;
  received: string;
  severity: 'PROBLEM_SEVERITY_UNSPECIFIED' | 'WARNING' | 'ERROR';
}
export interface RecordVerdict {
  index: number;
  verdict: Verdict;
  problems: RecordProblem[];
  names: string[];
  reference: string;
}

export interface TopicPlace {
  topic: string;
  partition: number;
  nextOffset: string;
}
export interface ServiceStatus {
  service: string;
  version: string;
  startTime: string;
  clock: {isVirtual: boolean; today: Day};
  bus: string;
  journalHead: string;
  relayPending: string;
  queueDepth: number;
  produced: TopicPlace[];
  subscriptions: TopicPlace[];
  waitingCount: string;
  gapCount: string;
  oldestGapAge?: string;
  openDeadLetters: string;
  timersDue: string;
  nextTimerDate: Day;
  skippedCount: string;
  ready: boolean;
  timersSetAside: string;
}
export interface DeadLetter {
  name: string;
  topic: string;
  partition: number;
  offset: string;
  key: string;
  type: string;
  factId: string;
  reason: string;
  message: string;
  attempts: number;
  state: 'STATE_UNSPECIFIED' | 'OPEN' | 'BEHIND' | 'REDRIVEN' | 'DISCARDED';
  createTime: string;
  updateTime: string;
  behindCount: number;
  discardReason: string;
  headers: {name: string; value: string}[];
  contentJson: string;
  contentSize: number;
}
export interface DeadLetterPage {
  deadLetters: DeadLetter[];
  nextPageToken: string;
}

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
