/** What follows a command: `--name value` or `--name=value`; names of switches stand alone. */
export interface Options {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
}

/** Reads options; gives the sentence of what is wrong with them. */
export function readOptions(
  args: readonly string[],
  known: { readonly values: readonly string[]; readonly switches: readonly string[] },
): Options | string {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  for (let k = 0; k < args.length; k++) {
    const [name = '', attached] = (args[k] ?? '').split(/=(.*)/su);
    const bare = name.replace(/^--/u, '');
    if (name.startsWith('--') && known.switches.includes(bare)) switches.add(bare);
    else if (name.startsWith('--') && known.values.includes(bare)) {
      const value = attached ?? args[++k];
      if (value === undefined) return `${name}: falta el valor / its value is missing`;
      values.set(bare, value);
    } else return `${args[k]}: opción desconocida / unknown option`;
  }
  return { values, switches };
}
