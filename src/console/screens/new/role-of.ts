/** A role for who has none: nobody looks whether there is one. */
export const roleOf = (account = '000000000000'): string => `arn:aws:iam::${account}:role/fake-sfn`;
