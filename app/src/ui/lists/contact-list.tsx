import type { ComponentChildren, VNode } from 'preact';
import { classNames } from '../class-names.ts';
import { StatusTag, type Tone } from './status-tag.tsx';

/** A number or address as it is read, and what opens when it is pressed. */
export interface ContactWay {
  readonly shown: string;
  readonly href: string;
  /** A word before it, where several look alike: "Móvil". */
  readonly kind?: string | undefined;
  /** What it is, for those who do not see it: "Llamar al móvil de Persona Ejemplo". */
  readonly label: string;
}

export interface Contact {
  readonly name: string;
  readonly href: string;
  /** What the person is: each function, with its topic if it has one. */
  readonly roles: readonly string[];
  readonly post?: string | undefined;
  readonly postLang?: string | undefined;
  readonly ways: readonly ContactWay[];
  /** When somebody last said that this is right, in words. */
  readonly verified?: string | undefined;
  readonly status?: { readonly tone: Tone; readonly text: string } | undefined;
}

export interface ContactGroup {
  readonly id: string;
  readonly title: string;
  readonly note?: ComponentChildren;
  readonly contacts: readonly Contact[];
}

/** People to call, in groups. On a phone each is a card whose numbers are as large as a thumb; on paper they are a list. */
export function ContactList({ groups }: { readonly groups: readonly ContactGroup[] }): VNode {
  return (
    <div class="contact-list">
      {groups.map(({ id, title, note, contacts }) => (
        <section aria-labelledby={id}>
          <h2 id={id}>
            {title} <span class="count">({contacts.length})</span>
          </h2>
          {note !== undefined && <p class="contact-note">{note}</p>}
          <ul class="contacts">
            {contacts.map((contact) => (
              <ContactRow {...contact} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ContactRow({ name, href, roles, post, postLang, ways, verified, status }: Contact): VNode {
  return (
    <li class="contact">
      <span class="contact-roles">
        {roles.map((role) => (
          <span>{role}</span>
        ))}
      </span>
      <span class="contact-who">
        <a href={href}>{name}</a>
        {post !== undefined && (
          <span class="contact-post" lang={postLang}>
            {post}
          </span>
        )}
      </span>
      <ContactWays ways={ways} />
      <span class="contact-state">
        {status && <StatusTag tone={status.tone}>{status.text}</StatusTag>}
        {verified !== undefined && <span class="contact-verified">{verified}</span>}
      </span>
    </li>
  );
}

/** The numbers and addresses of one person; `large` where calling is what the page is for. */
export function ContactWays({
  ways,
  large,
}: {
  readonly ways: readonly ContactWay[];
  readonly large?: boolean;
}): VNode {
  return (
    <span class={classNames('contact-ways', large && 'contact-ways-large')}>
      {ways.map((way) => (
        <a href={way.href}>
          <span class="vh">{way.label}: </span>
          {way.kind !== undefined && (
            <span class="contact-kind" aria-hidden="true">
              {way.kind}{' '}
            </span>
          )}
          {way.shown}
        </a>
      ))}
    </span>
  );
}
