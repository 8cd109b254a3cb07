export { type LinkageExit, type LinkageIo, linkageCommand } from './command/command.ts';
export { type Family, type FieldGroup, FAMILIES, type LinkageKey, linkageKeys, TOKEN_BUDGET } from './families.ts';
export { localTokens, newHolders, serveTokens, type TokenPort, type TokenThread, type TokenThreadData, threadedTokens } from './local-tokens.ts';
export type { BirthDate } from './normalise/date.ts';
export { type Grade, NORMALISATION_PROFILE, normalisePerson, type Person, type PersonFields } from './normalise/person.ts';
export { type Comparison, comparePersons, type DateComparison, type FieldComparison, type NameComparison } from './plaintext.ts';
export {
  classOf,
  explain,
  featuresOf,
  type FieldSet,
  type Outline,
  outlineOf,
  scoreOf,
  type SharedToken,
  type Threshold,
  thresholdsFor,
  type Weights,
} from './score.ts';
export { WEIGHTS } from './weights.ts';
