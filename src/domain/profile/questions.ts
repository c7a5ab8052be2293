/** What a profile may contradict itself about. */
export const profileQuestions = ['financialServices', 'bankFeeds', 'companies', 'useCase'] as const
export type ProfileQuestion = (typeof profileQuestions)[number]
