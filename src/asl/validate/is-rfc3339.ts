const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-](\d\d):(\d\d))$/;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * Is this a timestamp of the Amazon States Language: RFC 3339 with an upper-case T, and an upper-case Z or a numeric offset?
 * AWS: a month 13, an hour 25 and a blank for the T are refused — base_scenarios.test_wait_timestamp_invalid.
 */
export function isRfc3339(text: string): boolean {
  const match = TIMESTAMP.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] = match
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
  return hour <= 23 && minute <= 59 && second <= 59 && offsetHour <= 18 && offsetMinute <= 59;
}
