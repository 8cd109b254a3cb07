import type { ComponentChildren, VNode } from 'preact';
import type { Lang } from '../../kernel/index.ts';
import { StatusTag } from '../lists/status-tag.tsx';
import { uiWords } from '../words.ts';

export interface Comment {
  readonly id: string;
  readonly author: string;
  readonly organisation?: string | undefined;
  /** In words. */
  readonly when: string;
  readonly datetime: string;
  readonly text: string;
  readonly textLang?: Lang | undefined;
  /** The version it was written on, when that is not the one shown. */
  readonly carriedFrom?: string | undefined;
  readonly late?: boolean | undefined;
  readonly actions?: ComponentChildren;
}

export interface CommentThreadProps {
  readonly lang: Lang;
  /** Says of what: "Comentarios al punto 7". */
  readonly label: string;
  readonly comments: readonly Comment[];
}

/** What people said, in the order they said it. Each has an address of its own: `#` and its id. */
export function CommentThread({ lang, label, comments }: CommentThreadProps): VNode {
  const t = uiWords(lang);
  return (
    <ol class="comments" aria-label={label}>
      {comments.map((comment) => (
        <li class="comment" id={comment.id}>
          <p class="comment-head">
            <strong>{comment.author}</strong>
            {comment.organisation !== undefined && <span> · {comment.organisation}</span>}
            <span class="quiet">
              {' '}
              · <time dateTime={comment.datetime}>{comment.when}</time>
            </span>
            {comment.carriedFrom !== undefined && (
              <StatusTag>{t('ui.comment.carried', { version: comment.carriedFrom })}</StatusTag>
            )}
            {comment.late && <StatusTag tone="soon">{t('ui.comment.late')}</StatusTag>}
          </p>
          <p class="comment-text" lang={comment.textLang}>
            {comment.text}
          </p>
          {comment.actions}
        </li>
      ))}
    </ol>
  );
}
