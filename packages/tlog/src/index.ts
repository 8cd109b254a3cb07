export { type CanonicalValue, canonicalJson } from './canonical-json.ts';
export {
  type Checkpoint,
  ed25519Cosignature,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  type SignedCheckpoint,
  signatureTypes,
  signCheckpoint,
  type Trust,
} from './checkpoint.ts';
export { formatLogLine, verifyLogFile } from './log-file.ts';
export {
  type ConsistencyClaim,
  EMPTY,
  EMPTY_ROOT,
  extend,
  type Frontier,
  type Hash,
  type InclusionClaim,
  leafHash,
  type NodeReader,
  nodeHash,
  proveConsistency,
  proveInclusion,
  readFrontier,
  rootOf,
  sameHash,
  type TreeNode,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
export {
  addSignature,
  ed25519,
  ed25519Keys,
  generateKey,
  isKeyName,
  type Note,
  type NoteSignature,
  type OpenedNote,
  openNote,
  parseNote,
  parseSignerKey,
  parseVerifierKey,
  type SignatureType,
  type Signer,
  signNote,
  type Verifier,
} from './note.ts';
export type { Refusal, Result } from './refusal.ts';
export { type Language, refusalSentence } from './sentences.ts';
export { compareCheckpoints, judgeGrowth, type Observation, parseProof } from './witness.ts';
