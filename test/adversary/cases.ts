/** How many cases a fuzz tries: `FUZZ_CASES=1000000 npx vitest run … test/adversary` for long ones. */
export const CASES = Number(process.env['FUZZ_CASES'] ?? 2_000);

/** With what fuzz begins: the same in every run unless told. */
export const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_101);
