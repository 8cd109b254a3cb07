import type { Lang, LocalDate, Principal, Result, Role } from '../../kernel/index.ts';
import type { LinkPurpose } from './links.ts';
import type { PasskeyAnswer, PasskeyLine, PasskeyQuestion } from './passkeys.ts';
import type { RecoveryLine } from './recovery.ts';
import type { TotpSetUp, TotpState } from './second-factor.ts';
import type { NewServiceAccount, NewToken, ServiceAccount } from './service-tokens.ts';
import type { NewSignOn, SignOnAnswer, SignOnLine, SignOnOffer, SignOnState } from './sign-on.ts';

/** What the sign-in knows of the request besides its cookies; the address is only for limits, never logged. */
export interface Visitor {
  readonly cookie: string | undefined;
  readonly address: string;
  readonly userAgent: string | undefined;
  /** The site's address as this person's browser has it; passkeys and one-time addresses belong to it. */
  readonly origin?: string | undefined;
}

/** One open session of a person, as that person may see it. */
export interface OpenSession {
  readonly id: string;
  readonly current: boolean;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly userAgent: string | undefined;
}

/** An account of the example conference that anybody may enter with one click. */
export interface ExampleAccount {
  readonly key: string;
  readonly name: string;
  /** Code of the organisation. */
  readonly organisation: string;
  readonly roles: readonly Role[];
}

/** Somebody whose access stands today, and where mail reaches them. */
export interface Addressee {
  readonly who: Principal;
  readonly email: string;
}

/** `Set-Cookie` headers to send. */
export type SetCookies = readonly string[];

/** A sign-in that succeeded: who it was, for the log, and the cookies that open the session. */
export interface SignedIn {
  readonly person: string;
  readonly cookies: SetCookies;
}

/** A first factor that was right. With `secondStep` nothing is open yet: the cookies only remember who it was. */
export interface Entered extends SignedIn {
  readonly secondStep: boolean;
}

/** With what a person can get past the second step, or prove again who they are. */
export interface Ways {
  readonly password: boolean;
  readonly code: boolean;
  readonly passkey: boolean;
}

/** All that protects the person's own account, as they may see it. */
export interface Factors {
  readonly hasPassword: boolean;
  readonly totp: TotpState | undefined;
  readonly passkeys: readonly PasskeyLine[];
  readonly backupCodesLeft: number;
  /** The person's role asks for a second factor and there is none: `required` before anything else, or `urged`. */
  readonly missing: 'required' | 'urged' | undefined;
  /** Somebody asked that this account be let in again without its second factor. */
  readonly recoveryAsked: boolean;
}

/** A factor was added; the first one brings codes on paper, shown this once. */
export interface FactorAdded {
  readonly backupCodes: readonly string[] | undefined;
}

/** What a one-time address opens. */
export interface OpenLink {
  readonly purpose: LinkPurpose;
  /** A code of the second factor is needed besides. */
  readonly needsCode: boolean;
}

/** What a person may do with the sign-in and with their own account. Bound to the visitor, it is `ctx.session`. */
export interface VisitorActs {
  signIn(visitor: Visitor, email: string, password: string): Promise<Result<Entered>>;
  /** What is owed after the first factor; undefined when nobody is at that point. */
  secondStep(visitor: Visitor): Promise<Ways | undefined>;
  /** Six digits of the app or a backup code. */
  enterCode(visitor: Visitor, code: string): Promise<Result<SignedIn>>;
  askPasskey(visitor: Visitor): Promise<PasskeyQuestion>;
  /** A passkey opens alone: the device has checked the person. */
  enterPasskey(visitor: Visitor, answer: PasskeyAnswer): Promise<Result<SignedIn>>;
  /** Exists only in example mode; otherwise always a refusal. */
  enterExample(visitor: Visitor, account: string): Promise<Result<SignedIn>>;
  signOns(visitor: Visitor): Promise<readonly SignOnOffer[]>;
  /** `returnTo` is the path of our page that the provider answers to. */
  beginSignOn(
    visitor: Visitor,
    id: string,
    returnTo: string,
  ): Promise<Result<{ readonly to: string; readonly cookies: SetCookies }>>;
  finishSignOn(visitor: Visitor, answer: SignOnAnswer): Promise<Result<Entered>>;
  signOut(visitor: Visitor): Promise<SetCookies>;
  /** Ends every session of the person, this one included. */
  signOutEverywhere(visitor: Visitor): Promise<SetCookies>;
  /** Ends one session of the person; false when it is not theirs or over. */
  endSession(visitor: Visitor, id: string): Promise<boolean>;
  sessions(visitor: Visitor): Promise<readonly OpenSession[]>;
  /** How this person can prove again who they are: with a second factor when there is one. */
  proofWays(visitor: Visitor): Promise<Ways>;
  prove(visitor: Visitor, proof: { readonly password?: string; readonly code?: string }): Promise<Result<undefined>>;
  /** Takes the place of the session, so the cookies are new. */
  provePasskey(visitor: Visitor, answer: PasskeyAnswer): Promise<Result<SignedIn>>;
  factors(visitor: Visitor): Promise<Factors>;
  beginCode(visitor: Visitor): Promise<Result<undefined>>;
  codeSetUp(visitor: Visitor): Promise<TotpSetUp | undefined>;
  confirmCode(visitor: Visitor, code: string): Promise<Result<FactorAdded>>;
  removeCode(visitor: Visitor): Promise<Result<undefined>>;
  newBackupCodes(visitor: Visitor): Promise<Result<readonly string[]>>;
  askNewPasskey(visitor: Visitor): Promise<PasskeyQuestion | undefined>;
  addPasskey(visitor: Visitor, name: string, answer: PasskeyAnswer): Promise<Result<FactorAdded>>;
  removePasskey(visitor: Visitor, id: string): Promise<Result<undefined>>;
  /** Every other session of the person ends. */
  changePassword(visitor: Visitor, password: string): Promise<Result<undefined>>;
  /** One answer whether there is such an account or not. */
  forgotPassword(visitor: Visitor, email: string): Promise<Result<undefined>>;
  findLink(visitor: Visitor, token: string): Promise<OpenLink | undefined>;
  /** Sets the password; gives the account, for the log. */
  useLink(visitor: Visitor, token: string, password: string, code: string | undefined): Promise<Result<string>>;
  /** One answer whether there is such an account or not. */
  askRecovery(visitor: Visitor, email: string): Promise<Result<undefined>>;
  withdrawRecovery(visitor: Visitor): Promise<Result<undefined>>;
}

/** The same acts for the visitor of one request. */
export type SessionActs = {
  readonly [K in keyof VisitorActs]: VisitorActs[K] extends (visitor: Visitor, ...rest: infer A) => infer R
    ? (...rest: A) => R
    : never;
} & {
  /** Empty outside example mode. */
  examples(): readonly ExampleAccount[];
};

/** An account as administration sees it: who and since when, never what protects it beyond whether it is there. */
export interface AccountLine {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly lang: Lang;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | undefined;
  readonly disabledAt: Date | undefined;
  readonly example: boolean;
  readonly code: boolean;
  readonly passkeys: number;
  readonly openSessions: number;
  /** The person can get in: there is a password, an identity of their organisation's provider or a passkey. */
  readonly canEnter: boolean;
  /** Until when the invitation that is out opens; undefined when none is. */
  readonly invitedUntil: Date | undefined;
  /** The last day on which a session was opened; the hour is nobody's business but the person's own. */
  readonly lastEnteredOn: LocalDate | undefined;
  /** When it was last changed: what a form was filled in upon. */
  readonly updatedAt: Date;
}

/** An invitation: the person gets a one-time address with which to choose a password. */
export interface NewInvitation {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly lang: Lang;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate | undefined;
}

/** An invitation that was made. */
export interface Invited {
  readonly account: string;
  /**
   * The one-time address, to be handed over and shown this once, where no mail can be sent; a path alone when the
   * operator did not say the site's address. Undefined when it went by mail.
   */
  readonly link: string | undefined;
}

/**
 * Accounts, for those who administer them. It works in transactions of its own, under the role of the sign-in: the
 * route that calls it asks for the permission and writes the log, and sensitive ones say `stepUp`.
 */
export interface AccountsPort {
  list(filter?: { readonly organisation?: string }): Promise<readonly AccountLine[]>;
  find(id: string): Promise<AccountLine | undefined>;
  /** Names by account, for pages that show who did something. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  invite(invitation: NewInvitation): Promise<Result<Invited>>;
  /** A new one-time address; the earlier ones are taken back. Refused when the account has a password already. */
  inviteAgain(id: string): Promise<Result<Invited>>;
  change(
    id: string,
    change: Pick<NewInvitation, 'name' | 'lang' | 'validFrom' | 'validTo'>,
  ): Promise<Result<undefined>>;
  /** Every session of the account ends, so that no page is left open with rights that are gone. */
  setRoles(id: string, roles: readonly Role[]): Promise<Result<undefined>>;
  /** Withdraws access now and ends every session. */
  end(id: string): Promise<Result<undefined>>;
  restore(id: string): Promise<Result<undefined>>;
  endSessions(id: string): Promise<Result<undefined>>;
  signOns(): Promise<readonly SignOnLine[]>;
  saveSignOn(id: string | undefined, signOn: NewSignOn): Promise<Result<string>>;
  removeSignOn(id: string): Promise<Result<undefined>>;
  /** Asks this provider now, whatever is remembered of it and whether it is offered or not. */
  testSignOn(id: string): Promise<Result<undefined>>;
  /** Asks every active provider; for readiness and the page of administration. */
  signOnStates(): Promise<readonly SignOnState[]>;
  serviceAccounts(organisation?: string): Promise<readonly ServiceAccount[]>;
  createServiceAccount(account: NewServiceAccount): Promise<Result<string>>;
  endServiceAccount(id: string): Promise<Result<undefined>>;
  /** The token, readable this once. Check the scopes against the policy table before. */
  issueToken(token: NewToken): Promise<Result<string>>;
  revokeToken(id: string): Promise<Result<undefined>>;
  /** Open requests to be let in again that this reader may confirm. */
  recoveries(reader: Principal): Promise<readonly RecoveryLine[]>;
  confirmRecovery(
    id: string,
    reader: Principal,
  ): Promise<Result<{ readonly account: string; readonly granted: boolean }>>;
  refuseRecovery(id: string, reader: Principal): Promise<Result<{ readonly account: string }>>;
}

/** The sign-in as the rest of the house sees it. The library behind it is named in this folder only. */
export interface SessionPort extends VisitorActs {
  /** Who is behind this cookie; undefined when nobody is, or the session is over. */
  find(cookie: string | undefined): Promise<Principal | undefined>;
  /** The person in whose name a job goes on; undefined once access has ended. */
  findPerson(person: string): Promise<Principal | undefined>;
  /** The program behind a token of the machine API. */
  findService(token: string): Promise<Principal | undefined>;
  /** Did this person prove who they are within the last five minutes? Always for the example accounts. */
  isFresh(cookie: string | undefined): Promise<boolean>;
  /** Everybody whose access stands today, for the mail room only: addresses go nowhere else. */
  everyone(): Promise<readonly Addressee[]>;
  examples(): readonly ExampleAccount[];
  readonly accounts: AccountsPort;
}
