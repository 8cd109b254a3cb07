/** Placeholder until the export floor lands: header value for a file's name (RFC 5987). */
export function contentDisposition(name: string, type: 'attachment' | 'inline' = 'attachment'): string {
  return `${type}; filename*=UTF-8''${encodeURIComponent(name)}`;
}
