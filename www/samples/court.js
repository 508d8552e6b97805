/** A court report in British style: single curly marks, speech reported in the past, a quote that runs over two paragraphs. Names and places are invented. */
export const court = {
  id: 'court',
  label: 'Court report',
  title: 'Ferry firm ignored storm warning, inquiry hears',
  text: `Ferry firm ignored storm warning, inquiry hears

The operator of the ferry Maid of Corran was told three times that its bow doors needed repair before the vessel lost power in a February storm, an inquiry heard on Monday.

Opening the hearing at Strathlarne sheriff court, Fiona Galbraith KC, counsel to the inquiry, said the 212 passengers had been ‘within minutes of a very different outcome’.

She told the court that an engineer, Callum Reyes, had written to his managers at Corran Line in November, December and January. In the last of the letters he warned that water would reach the electrical room in heavy seas.

‘I did not write those letters to protect myself,’ Mr Reyes said in evidence. ‘I wrote them because I believed that somebody would read them.’

Corran Line denies that it put passengers at risk. Its barrister, Sir Edmund Thackeray, argued that the weather on the night had been worse than any forecast and insisted that the company had followed the advice of the Maritime Safety Board.

The board disputes this. In a written statement, its chief inspector, Dr Hana Pellworth, said that the company had been advised not to sail. Dr Pellworth described Corran Line’s account as ‘incomplete’.

Captain Morag Innes, who was in command, is expected to give evidence on Wednesday. A former officer, who cannot be named for legal reasons, alleged that captains were pressed to sail on time.

‘It was never an order,’ the officer said. ‘It was a look, a sigh, a question about your next contract.

‘Everyone knew what the question meant.’

Sir Edmund suggested that the officer held a grudge against the firm, which the witness rejected. ‘I loved that company,’ the officer replied.

Outside court, passengers’ families called for the firm to lose its licence. Joanna Whitlock, whose mother was on board, said: ‘We were told that it was the sea. It was not the sea, it was a spreadsheet.’

A spokesperson for the Strathlarne government said it would consider the inquiry’s recommendations ‘in full’ and expected them by the autumn. The transport secretary, Alasdair Boone, has already promised to publish every inspection report.

According to the trade union Deck and Engine, six other vessels on the west coast have the same doors. Corran Line said that all of them had passed inspection this year.

The inquiry, before Sheriff Margaret Oyelaran, continues.`,
};
