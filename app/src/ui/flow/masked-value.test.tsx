import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { MaskedValue } from './masked-value.tsx';

test('the value is in the page only when it is revealed, and then it says until when', () => {
  const props = { lang: 'es', label: 'Nombre', revealHref: '/motivo' } as const;
  expect(render(<MaskedValue {...props} />)).toContain('href="/motivo"');
  const shown = render(<MaskedValue {...props} revealed={{ value: 'Persona Ejemplo', until: '14:07' }} />);
  expect(shown).toContain('Persona Ejemplo');
  expect(shown).toContain('14:07');
});
