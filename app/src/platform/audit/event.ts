/**
 * One act, as the log keeps it. No personal data: the person is an internal identifier, the subject an identifier
 * of the record. Denied and refused attempts and faults are acts too.
 */
export interface AuditEvent {
  readonly at: string;
  readonly organisation: string | null;
  readonly person: string | null;
  readonly roles: readonly string[];
  /** Audit name of the route, or name of the act of a job. */
  readonly act: string;
  readonly permission: string | null;
  readonly subject?: string;
  readonly outcome: 'done' | 'denied' | 'refused' | 'fault';
  /** Code of the refusal. */
  readonly code?: string;
}
