/** How many cases each fuzz tries, 20,000 in all: `npm run fuzz -- --cases 1000000` for long ones. */
export const CASES = Number(process.env['FUZZ_CASES'] ?? 2_500);

/** With what fuzz begins: the same in every run unless told. */
export const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_101);

/** How long each may take: on a machine with other work it tries fewer. One that was asked for so many tries them all. */
export const TIME_LIMIT_MILLIS = process.env['FUZZ_CASES'] === undefined ? 60_000 : 24 * 3_600_000;
