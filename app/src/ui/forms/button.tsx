import type { ComponentChildren, VNode } from 'preact';

export type ButtonKind = 'primary' | 'secondary' | 'warning' | 'quiet';

export interface ButtonProps {
  readonly kind?: ButtonKind | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Another address than the form's. */
  readonly formAction?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** The id of the sentence that says why it is disabled, or what it will do. */
  readonly describedBy?: string | undefined;
  /** The letter of `review-keys` that presses it. */
  readonly reviewKey?: string | undefined;
  readonly children: ComponentChildren;
}

/** Sends the form it stands in. */
export function Button({ kind = 'primary', describedBy, reviewKey, children, ...rest }: ButtonProps): VNode {
  return (
    <button type="submit" class={`button button-${kind}`} aria-describedby={describedBy} data-key={reviewKey} {...rest}>
      {children}
    </button>
  );
}

export interface ButtonLinkProps {
  readonly href: string;
  readonly kind?: ButtonKind | undefined;
  readonly download?: boolean | undefined;
  readonly reviewKey?: string | undefined;
  readonly children: ComponentChildren;
}

/** A link that looks like a button because it begins an act. */
export function ButtonLink({ href, kind = 'secondary', download, reviewKey, children }: ButtonLinkProps): VNode {
  return (
    <a class={`button button-${kind}`} href={href} download={download} data-key={reviewKey}>
      {children}
    </a>
  );
}

export interface PostButtonProps extends ButtonProps {
  readonly action: string;
  readonly fields?: Readonly<Record<string, string>> | undefined;
}

/** A form of one button: an act that needs no answer. */
export function PostButton({ action, fields = {}, ...button }: PostButtonProps): VNode {
  return (
    <form class="post-button" method="post" action={action}>
      <HiddenFields fields={fields} />
      <Button {...button} />
    </form>
  );
}

/** Answers that a form carries along unseen. */
export function HiddenFields({ fields }: { readonly fields: Readonly<Record<string, string>> }): VNode {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
