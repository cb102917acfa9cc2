// Loaded before a server: the machine's time is set ahead by an hour on SIGUSR2, and back by an hour on SIGHUP.
const HOUR_MILLIS = 3_600_000;
const now = Date.now;
let ahead = 0;
Date.now = () => now() + ahead;
process.on('SIGUSR2', () => {
  ahead += HOUR_MILLIS;
});
process.on('SIGHUP', () => {
  ahead -= HOUR_MILLIS;
});
