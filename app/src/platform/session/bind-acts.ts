import type { SessionActs, SessionPort, Visitor, VisitorActs } from './port.ts';

/** Every act by name: a new one that is missing here does not compile. */
const ACTS: Readonly<Record<keyof VisitorActs, true>> = {
  signIn: true,
  secondStep: true,
  enterCode: true,
  askPasskey: true,
  enterPasskey: true,
  enterExample: true,
  signOns: true,
  beginSignOn: true,
  finishSignOn: true,
  signOut: true,
  signOutEverywhere: true,
  endSession: true,
  sessions: true,
  proofWays: true,
  prove: true,
  provePasskey: true,
  factors: true,
  beginCode: true,
  codeSetUp: true,
  confirmCode: true,
  removeCode: true,
  newBackupCodes: true,
  askNewPasskey: true,
  addPasskey: true,
  removePasskey: true,
  changePassword: true,
  forgotPassword: true,
  findLink: true,
  useLink: true,
  askRecovery: true,
  withdrawRecovery: true,
};

/** The acts of the sign-in for the visitor of one request. */
export function bindActs(session: SessionPort, visitor: Visitor): SessionActs {
  const bound = Object.keys(ACTS).map((name) => {
    const act = session[name as keyof VisitorActs] as (visitor: Visitor, ...rest: unknown[]) => unknown;
    return [name, (...rest: unknown[]) => act(visitor, ...rest)] as const;
  });
  return { ...Object.fromEntries(bound), examples: () => session.examples() } as SessionActs;
}
