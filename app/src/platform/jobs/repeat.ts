/** Work that is looked for again and again until stopped. */
export interface Repeated {
  start(): void;
  /** Ends after the round in hand. */
  stop(): Promise<void>;
}

/** Repeats a round of work, at once while it finds some (`true`), else after a pause. A fault is told and ends nothing. */
export function repeatedly(round: () => Promise<boolean>, pauseMs: number, fault: (error: unknown) => void): Repeated {
  let running = true;
  let loop: Promise<void> | undefined;
  let wake: (() => void) | undefined;
  const run = async (): Promise<void> => {
    while (running) {
      const worked = await round().catch((error: unknown) => {
        fault(error);
        return false;
      });
      if (worked || !running) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pauseMs).unref();
      });
    }
  };
  return {
    start() {
      loop ??= run();
    },
    async stop() {
      running = false;
      wake?.();
      await loop;
    },
  };
}
