// The statement to practise on, for rooms that know nothing of the stand-ins.
export { sampleStatement } from '../../practice/sample-statement'
