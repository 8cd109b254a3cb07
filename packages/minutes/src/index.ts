export { type Clean, clean, rawSpan, type Span } from './clean.ts';
export { type CommandIo, type ExitCode, minutesCommand } from './command.ts';
export { type Contract, type ContractItem, renderTable, toContractJson } from './contract.ts';
export {
  addBusinessDays,
  addDays,
  addMonths,
  compareDays,
  type Day,
  daysInMonth,
  isLeapYear,
  isoDay,
  parseDay,
  weekday,
  weekdayName,
} from './deadlines/calendar.ts';
export { bindingDeadline, type DeadlineSearch, findDeadlines, readDeadlineCell } from './deadlines/find.ts';
export { type DeadlineContext, type Missing, type ResolvedDeadline, resolveDeadline } from './deadlines/resolve.ts';
export type {
  Anchor,
  CalendarDay,
  DeadlineRule,
  FoundDeadline,
  IsoDate,
  RelativeDay,
  WrittenDay,
  WrittenYear,
} from './deadlines/rules.ts';
export { type Decoded, decodeText, type Encoding, MAX_TEXT_BYTES } from './decode.ts';
export { DOCX_LIMITS, type DocxText, readDocx } from './docx/docx.ts';
export { languageOf } from './language.ts';
export { DEFAULT_LEXICON } from './lexicon/default.ts';
export {
  type Lexicon,
  type Party,
  type PartyKind,
  type VerbClasses,
  type Words,
  withParties,
} from './lexicon/lexicon.ts';
export {
  fitsList,
  NOUN_LISTS,
  VERB_LISTS,
  WORD_LISTS,
  type WordChange,
  type WordList,
  withWords,
  wordsOf,
} from './lexicon/word-lists.ts';
export { type ReadInput, readReport } from './read.ts';
export type { Refusal, RefusalCode, Result } from './result.ts';
export { RULE_NAMES, type RuleId, ruleName } from './rule-names.ts';
export { addScores, type GoldItem, matchSpans, NO_SCORE, overlap, ratesOf, type Score, scoreReading } from './score.ts';
export type {
  Block,
  BlockKind,
  Candidate,
  CandidateKind,
  Deadline,
  Header,
  Language,
  Reading,
  Subkind,
} from './types.ts';
