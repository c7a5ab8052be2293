// What went wrong at Codat: our sentence and the next step; Codat's own words folded away.
import type { CodatProblem } from '../../../domain/codat/said'
import { Details } from '../../components/details'
import { SaidRows } from '../../components/said-rows'
import { Callout } from '../../components/status'
import { problemFacts, problemWords } from './words'

export function ProblemCallout({ problem }: { problem: CodatProblem }) {
  const { title, text } = problemWords(problem)
  return (
    <Callout role="alert" tone={problem.kind === 'cancelled' ? 'info' : 'act'} title={title}>
      <p>{text}</p>
      <Details summary="What Codat said">
        <SaidRows rows={problemFacts(problem)} />
      </Details>
    </Callout>
  )
}
