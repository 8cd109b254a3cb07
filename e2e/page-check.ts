import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { DESKTOP, NARROW, PHONE } from './program.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What the accessibility rules find wrong in the page as it is now, one line for each rule and place. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

/** Hears what the browser complains about: errors of scripts, and what the content security policy blocked. */
export function listenToComplaints(page: Page): () => readonly string[] {
  let heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(error.message));
  return () => {
    const said = heard;
    heard = [];
    return said;
  };
}

/**
 * Everything that is wrong with the page: language, accessibility at these widths, and whether it fits on a telephone
 * and on the narrowest screen that counts.
 */
export async function faultsOfPage(
  page: Page,
  lang: 'es' | 'en',
  sizes: readonly { readonly width: number; readonly height: number }[] = [PHONE, DESKTOP],
): Promise<readonly string[]> {
  const faults: string[] = [];
  const says = await page.locator('html').getAttribute('lang');
  if (says !== lang) faults.push(`the page says that it is in ${says}`);
  for (const size of sizes) {
    await page.setViewportSize(size);
    faults.push(...(await violationsOf(page)).map((found) => `${size.width} px: ${found}`));
  }
  for (const size of [NARROW, PHONE]) {
    await page.setViewportSize(size);
    const [wide, room] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    if ((wide ?? 0) > (room ?? 0)) faults.push(`${size.width} px: the page is ${wide} px wide`);
  }
  await page.setViewportSize(DESKTOP);
  return faults;
}
