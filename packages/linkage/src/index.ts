export { type LinkageExit, type LinkageIo, linkageCommand } from './command/command.ts';
export { FAMILIES, type Family, type FieldGroup, type LinkageKey, linkageKeys, TOKEN_BUDGET } from './families.ts';
export {
  localTokens,
  newHolders,
  serveTokens,
  type TokenPort,
  type TokenThread,
  type TokenThreadData,
  threadedTokens,
} from './local-tokens.ts';
export type { BirthDate } from './normalise/date.ts';
export {
  type Grade,
  NORMALISATION_PROFILE,
  normalisePerson,
  type Person,
  type PersonFields,
} from './normalise/person.ts';
export {
  type Comparison,
  comparePersons,
  type DateComparison,
  type FieldComparison,
  type NameComparison,
} from './plaintext.ts';
export {
  classOf,
  explain,
  type FieldSet,
  featuresOf,
  type Outline,
  outlineOf,
  type SharedToken,
  scoreOf,
  type Threshold,
  thresholdsFor,
  type Weights,
} from './score.ts';
export { WEIGHTS } from './weights.gen.ts';
