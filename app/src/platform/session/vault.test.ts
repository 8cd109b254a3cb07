import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openVault } from './vault.ts';

const vault = openVault('an example secret of enough length and variety');

it('what was sealed about one thing opens about that thing only', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.string(), fc.string(), (plain, about, other) => {
      const sealed = vault.seal(plain, about);
      expect(vault.open(sealed, about)).toEqual(Buffer.from(plain));
      if (other !== about) expect(() => vault.open(sealed, other)).toThrow();
    }),
  );
});

it('one flipped bit anywhere does not open', () => {
  const sealed = vault.seal(Buffer.from('secreto de ejemplo'), 'x');
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => vault.open(changed, 'x'), `bit ${bit}`).toThrow();
  }
});

it('another installation opens nothing and marks differently', () => {
  const other = openVault('another secret of enough length and variety');
  expect(() => other.open(vault.seal(Buffer.from('a'), 'x'), 'x')).toThrow();
  expect(other.mark('p', 'v')).not.toBe(vault.mark('p', 'v'));
  expect(vault.mark('p', 'v')).not.toBe(vault.mark('q', 'v'));
});
