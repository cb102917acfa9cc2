import { lambdaSuite } from './lambda.suite.ts';

lambdaSuite('everything in memory', () => ({}), 'the freeze');
