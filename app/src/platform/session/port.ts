import type { Principal, Result, Role } from '../../kernel/index.ts';

/** What the sign-in knows of the request besides its cookies; the address is only for limits, never logged. */
export interface Visitor {
  readonly cookie: string | undefined;
  readonly address: string;
  readonly userAgent: string | undefined;
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

/** The sign-in as the rest of the house sees it. The library behind it is named in this folder only. */
export interface SessionPort {
  /** Who is behind this cookie; undefined when nobody is, or the session is over. */
  find(cookie: string | undefined): Promise<Principal | undefined>;
  /** The person in whose name a job goes on; undefined once access has ended. */
  findPerson(person: string): Promise<Principal | undefined>;
  /** Everybody whose access stands today, for the mail room only: addresses go nowhere else. */
  everyone(): Promise<readonly Addressee[]>;
  signIn(visitor: Visitor, email: string, password: string): Promise<Result<SignedIn>>;
  /** Exists only in example mode; otherwise always a refusal. */
  enterExample(visitor: Visitor, account: string): Promise<Result<SignedIn>>;
  /** Empty outside example mode. */
  examples(): readonly ExampleAccount[];
  signOut(visitor: Visitor): Promise<SetCookies>;
  /** Ends every session of the person, this one included. */
  signOutEverywhere(visitor: Visitor): Promise<SetCookies>;
  sessions(visitor: Visitor): Promise<readonly OpenSession[]>;
}
