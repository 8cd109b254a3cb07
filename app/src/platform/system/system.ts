import type { ComponentChildren, VNode } from 'preact';
import type { z } from 'zod';
import type {
  Bilingual,
  Catalogue,
  Lang,
  LocalDate,
  Principal,
  Refusal,
  Result,
  Translate,
} from '../../kernel/index.ts';
import type { LogReader } from '../audit/index.ts';
import type { Transaction } from '../database/index.ts';
import type { Telling, UrgentReason } from '../mail/telling.ts';
import type { Facts, Permission, PolicyPart } from '../policy/index.ts';
import type { ExampleAccount, OpenSession, SetCookies, SignedIn } from '../session/port.ts';
import type { House } from './assemble.ts';

/** A form's or a query's input: strict, every text with a length, every number with bounds (see `http/inputs.ts`). */
export type InputSchema = z.ZodObject;

/** What every handler is given. The transaction is open, with the reader's claims set: the database sees what they see. */
export interface Context {
  readonly who: Principal;
  readonly lang: Lang;
  readonly t: Translate;
  readonly db: Transaction;
  readonly now: Date;
  /** Today in the Conference's zone. */
  readonly today: LocalDate;
  /** The data are examples: every file that leaves the house says so. */
  readonly exampleMode: boolean;
  /** May the reader do this to a record with these facts? The answer comes from the policy table. */
  can(permission: Permission, facts?: Facts): boolean;
  /** Everything derived from the list of systems: what is due, what can be found, who may do what. */
  readonly house: House;
  /** Path of a page in the reader's language. */
  url(route: string, params?: Readonly<Record<string, string | number | undefined>>): string;
  /** Says on which record the act was, for the log: an identifier, never personal data. */
  subject(id: string): void;
  /** Puts work in the queue, in this same transaction; returns the job's identifier. */
  enqueue(kind: string, payload: Readonly<Record<string, unknown>>): Promise<string>;
  /** Tells people that there is something to see, by mail, if this transaction commits: never what, never about whom. */
  tell(telling: Telling): Promise<void>;
  readonly session: SessionActs;
  /** The log of every act, to be read; ask `can('log.read', { person })` first. */
  readonly log: LogReader;
}

/** What a page or an act may do with the sign-in of this request. */
export interface SessionActs {
  signIn(email: string, password: string): Promise<Result<SignedIn>>;
  enterExample(account: string): Promise<Result<SignedIn>>;
  examples(): readonly ExampleAccount[];
  signOut(): Promise<SetCookies>;
  signOutEverywhere(): Promise<SetCookies>;
  sessions(): Promise<readonly OpenSession[]>;
}

/** What a page's markup is given: no database any more. */
export interface ViewContext extends Omit<Context, 'db' | 'enqueue' | 'tell' | 'subject' | 'session' | 'log'> {
  /** The form that was just refused on this page, with what was typed. */
  readonly attempt?: Attempt | undefined;
  /** The address of this page in both languages, as it was asked for. */
  readonly here: Bilingual;
}

export interface Attempt {
  readonly command: string;
  readonly values: Readonly<Record<string, string>>;
  readonly refusal: Refusal;
}

/** A page above this one. */
export interface Crumb {
  readonly label: string;
  readonly href: string;
}

export interface View {
  readonly title: string;
  /** Title of the window when it must say less than the heading: names of persons never get into it. */
  readonly windowTitle?: string;
  readonly body: VNode;
  readonly lede?: ComponentChildren;
  /** Links or buttons beside the heading. */
  readonly actions?: ComponentChildren;
  /** Running text is kept to a readable measure; lists and tables use the whole width. */
  readonly width?: 'text' | 'wide';
  /** Source, version and date, for the printed sheet. */
  readonly printLine?: string;
  readonly crumbs?: readonly Crumb[];
  /** Entry of the main navigation that this page belongs to. */
  readonly section?: string;
  /** Islands that this page uses, by name. */
  readonly islands?: readonly string[];
  /** Reload after so many seconds (progress pages). */
  readonly refreshSeconds?: number;
}

interface RouteBase<I extends InputSchema> {
  /** `system.page`, unique; pages link to each other by it. */
  readonly id: string;
  /** Path in both languages, without the language prefix; path words are translated, parameters are not. */
  readonly path: Bilingual;
  readonly permission: Permission;
  /** Name of the act in the log. */
  readonly audit: string;
  /** Path parameters and query (pages, files) or path parameters and body (commands). */
  readonly input: I;
}

/** The same handler as machine API: its path under `/api/v1`, and the declared answer. */
export interface ApiFace<D> {
  readonly path: string;
  readonly output: z.ZodObject;
  from(data: D): unknown;
}

export interface PageRoute<I extends InputSchema, D> extends RouteBase<I> {
  readonly kind: 'page';
  readonly api?: ApiFace<D>;
  load(ctx: Context, input: z.output<I>): Promise<Result<D>>;
  view(ctx: ViewContext, data: D, input: z.output<I>): View;
}

export interface CommandRoute<I extends InputSchema, D> extends RouteBase<I> {
  readonly kind: 'command';
  /** The page that shows a refusal, with what was typed; it takes the same path parameters. */
  readonly back: string;
  /** Size limit of uploaded files, in bytes; without it no file is accepted. */
  readonly upload?: { readonly maxBytes: number };
  readonly api?: ApiFace<D>;
  run(ctx: Context, input: z.output<I>): Promise<Result<D>>;
  /** Where to go when it is done, and the sentence to say there (a message key). */
  then(ctx: ViewContext, data: D, input: z.output<I>): Next;
}

export interface Next {
  readonly to: string;
  readonly say?: string;
  readonly cookies?: SetCookies;
}

export interface FileReply {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** Shown in the browser instead of downloaded: only for types that cannot run. */
  readonly inline?: boolean;
}

export interface FileRoute<I extends InputSchema> extends RouteBase<I> {
  readonly kind: 'file';
  /** Media types that it may answer with, for the OpenAPI document. */
  readonly types: readonly string[];
  load(ctx: Context, input: z.output<I>): Promise<Result<FileReply>>;
}

export type Route = PageRoute<InputSchema, unknown> | CommandRoute<InputSchema, unknown> | FileRoute<InputSchema>;

/** A page: permission and audit name are part of its type, so that one without them does not compile. */
export function page<I extends InputSchema, D>(route: Omit<PageRoute<I, D>, 'kind'>): Route {
  return { kind: 'page', ...route } as unknown as Route;
}

/** An act: a form in the page and, with `api`, a call of the machine API. */
export function command<I extends InputSchema, D>(route: Omit<CommandRoute<I, D>, 'kind'>): Route {
  return { kind: 'command', ...route } as unknown as Route;
}

/** A download. */
export function file<I extends InputSchema>(route: Omit<FileRoute<I>, 'kind'>): Route {
  return { kind: 'file', ...route } as unknown as Route;
}

/** An entry of the main navigation; `label` is a message key. Shown to those who may open its route. */
export interface NavigationEntry {
  readonly route: string;
  readonly label: string;
  readonly order: number;
}

/** Something that the reader must do, for the home page and the digest. */
export interface DueItem {
  readonly id: string;
  /** Verb and object: "Remitir comentarios al glosario". */
  readonly what: string;
  readonly href: string;
  readonly due: LocalDate | null;
  readonly action: string;
  /** A word on where it stands, such as "7 de 11". */
  readonly note?: string;
}

/** A hit for the search box and the palette. */
export interface SearchHit {
  readonly kind: string;
  readonly title: string;
  readonly detail?: string;
  readonly href: string;
}

/** Work outside the request: `run` gets its own transactions through `JobTools`. */
export interface JobKind {
  readonly kind: string;
  run(tools: JobTools, payload: Readonly<Record<string, unknown>>): Promise<void>;
}

export interface JobTools {
  readonly now: Date;
  /** Says how far the work is; `of` the number of steps, `step` a message key. */
  progress(done: number, of: number, step: string): Promise<void>;
  /** The address that the progress page offers when the work is done. */
  result(route: string, params: Readonly<Record<string, string>>): Promise<void>;
  /** A transaction in the name of the person who started the job. */
  asStarter<T>(act: string, work: (ctx: Context) => Promise<T>): Promise<T>;
}

/** Loads example data: acts as people of the example conference, through the same transactions and log as they would. */
export interface DemoTools {
  /** The example is told backwards from this moment. */
  readonly now: Date;
  /** Lets the jobs that were asked for run to their end. */
  settle(): Promise<void>;
  as<T>(account: string, at: Date, act: string, work: (ctx: Context) => Promise<T>): Promise<T>;
}

/** One mechanism of the reports, as data. All that the house needs to know of it is derived from this literal. */
export interface System {
  /** Folder name, and the first part of its route ids. */
  readonly id: string;
  readonly navigation: readonly NavigationEntry[];
  readonly policy: PolicyPart;
  readonly routes: readonly Route[];
  readonly messages: Readonly<Record<Lang, Catalogue>>;
  readonly jobs?: readonly JobKind[];
  /** Sentences (message keys) that are told at once instead of in the periodic summary, and why that is allowed. */
  readonly urgent?: Readonly<Record<string, UrgentReason>>;
  due?(ctx: Context): Promise<readonly DueItem[]>;
  search?(ctx: Context, query: string): Promise<readonly SearchHit[]>;
  demo?(tools: DemoTools): Promise<void>;
}

/** Checks the literal of one system; what concerns several systems is checked in `assemble`. */
export function defineSystem(system: System): System {
  for (const route of system.routes) {
    if (!route.id.startsWith(`${system.id}.`))
      throw new Error(`${system.id}: route "${route.id}" must start with the system's id`);
    if (!route.audit.startsWith(`${system.id}.`))
      throw new Error(`${system.id}: audit name "${route.audit}" must start with the system's id`);
    for (const path of [route.path.es, route.path.en]) {
      if (!/^(\/[a-z0-9:][\p{Ll}0-9._:-]*)+$/u.test(path))
        throw new Error(`${system.id}: bad path "${path}" in "${route.id}"`);
    }
    if (parameters(route.path.es) !== parameters(route.path.en)) {
      throw new Error(`${system.id}: "${route.id}" has other parameters in Spanish than in English`);
    }
  }
  for (const key of Object.keys(system.messages.es)) {
    if (!key.startsWith(`${system.id}.`))
      throw new Error(`${system.id}: message "${key}" must start with the system's id`);
  }
  return system;
}

function parameters(path: string): string {
  return (path.match(/:[a-z]+/gi) ?? []).toSorted().join(' ');
}
