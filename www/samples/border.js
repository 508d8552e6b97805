/** An agency report: dateline, curly double marks, unnamed officials, two governments that disagree. Names and places are invented. */
export const border = {
  id: 'border',
  label: 'Agency report',
  title: 'Tarvia and Ostrelia agree to reopen border crossing',
  text: `Tarvia and Ostrelia agree to reopen border crossing after eleven months

PORT ALDEN — Tarvia and Ostrelia said on Tuesday they would reopen the Grenfall crossing next month, ending an eleven-month closure that has cut off thousands of families and halted most freight between the two neighbors.

The announcement followed two days of talks in Port Alden led by Tarvian Foreign Minister Ilse Marrow and Ostrelia’s deputy prime minister, Jonas Adeyemi-Holt.

“This is not the end of our disagreements, but it is the end of a closed road,” Marrow told reporters outside the ministry. “Nobody in Grenfall should need eleven hours to visit a sister who lives across the bridge.”

Adeyemi-Holt said the decision was “a modest step” and warned that the crossing would be closed again if customs inspectors were threatened. Ostrelia shut its side of the bridge last June after two of its inspectors were injured in a scuffle that each government blamed on the other.

According to a joint statement, the crossing will open for passengers on the first of the month and for lorries four weeks later. The statement did not mention the dispute over river tolls, which Ostrelia has refused to discuss.

Two officials familiar with the talks, who asked not to be named because the negotiations were confidential, said Tarvia had wanted freight to resume at once. One of them described the final hours as “tense but never hostile.”

The Tarvian Hauliers’ Association criticized the delay. “Four more weeks is four more weeks of empty trucks,” said its chairwoman, Petra Lindqvale. She called on the government to pay for the losses, which the association puts at 40 million marks.

A finance ministry spokesman declined to comment on compensation. He denied that the state was liable for the closure.

In Ostrelia, the opposition Civic League rejected the agreement. Its leader, Tomas Verhagen, said in a post that his party would vote against any deal that did not settle the tolls, arguing that “a bridge without a price list is an invitation to the next quarrel.”

The Northern Council, which mediated the talks, welcomed the outcome. Its envoy, Amara Sefton, said she expected a second round before the end of the year.

“They have learned to talk to each other again,” Sefton said. “I hope they will not stop now.”

The Alden Courier reported that the two sides had also discussed reopening the railway line to Lake Voss. Marrow’s office did not confirm the report.`,
};
