import type { VNode } from 'preact';
import type { ViewContext } from '../../../platform/system/index.ts';
import { Tabs } from '../../../ui/index.ts';

const SECTIONS = ['accounts', 'organisations', 'programs'] as const;

/** The parts of administration; how many requests wait for a confirmation is seen from each of them. */
export function Sections({
  ctx,
  current,
  waiting,
}: {
  readonly ctx: ViewContext;
  readonly current: (typeof SECTIONS)[number];
  readonly waiting: number;
}): VNode {
  const { t } = ctx;
  return (
    <Tabs
      label={t('administration.title')}
      items={[
        ...SECTIONS.map((section) => ({
          href: ctx.url(`administration.${section}`),
          label: t(`administration.${section}.tab`),
          current: section === current,
        })),
        { href: ctx.url('access.recoveries'), label: t('administration.recoveries.tab'), count: waiting },
      ]}
    />
  );
}
