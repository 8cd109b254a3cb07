import { load } from 'cheerio';
import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { Choices, Select } from './choices.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';

test('hint and error are tied to the control, in that order, and the answer is kept', () => {
  const $ = load(
    render(<Field lang="es" name="source" label="Fuente" hint="Norma." error="Falta la fuente." value="Ley" />),
  );
  expect($('input').attr('aria-describedby')).toBe('source-hint source-error');
  expect($('input').attr('aria-invalid')).toBe('true');
  expect($('input').attr('value')).toBe('Ley');
  expect($('label').attr('for')).toBe('source');
});

test('a password is never written back', () => {
  expect(render(<Field lang="es" name="secret" type="password" label="Clave" value="canary" />)).not.toContain(
    'canary',
  );
});

test('what people wrote is text, not markup', () => {
  expect(render(<Field lang="es" name="a" label="A" value={'"><script>x</script>'} />)).not.toContain('<script>');
});

test('nothing is chosen for the person', () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ];
  expect(
    load(render(<Choices lang="es" name="x" label="X" answer="one" options={options} />))('[checked]').length,
  ).toBe(0);
  const $ = load(render(<Select lang="es" name="x" label="X" empty="Elija" options={options} />));
  expect($('option[selected]').attr('value')).toBe('');
});

test('the error summary takes the focus, counts, and leads to each question', () => {
  const faults = [{ field: 'source', text: 'Falta la fuente.' }, { text: 'Nadie más puede guardar.' }];
  const $ = load(render(<ErrorSummary lang="es" faults={faults} />));
  expect($('[role=alert]').attr('tabindex')).toBe('-1');
  expect($('[role=alert]').is('[autofocus]')).toBe(true);
  expect($('h2').text()).toBe('Falta corregir 2 respuestas');
  expect($('a').attr('href')).toBe('#source');
  expect(render(<ErrorSummary lang="es" faults={[]} />)).toBe('');
});
