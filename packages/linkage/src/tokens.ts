/**
 * Gives the token (16 bytes) of every input, in their order. In use it is the threshold OPRF of `oprf/`; whatever stands
 * here must give different tokens for different inputs and nothing else.
 */
export type TokenSource = (inputs: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>;
