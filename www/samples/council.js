/** Local politics: straight marks, quotes that continue after the cue, a paraphrase of a letter, voters. Names and places are invented. */
export const council = {
  id: 'council',
  label: 'Local politics',
  title: 'Harrow Bay council narrowly backs car-free Mill Street',
  text: `Harrow Bay council narrowly backs car-free Mill Street

After nearly four hours of debate and one fire alarm, the Harrow Bay town council voted 7-6 on Thursday night to close Mill Street to cars on weekends from May to September.

Mayor Odette Farnham, who cast the deciding vote, said the trial would be reviewed after one summer. "I have heard the shopkeepers, and I have heard the parents," she said. "If it does not work, we will say so and stop."

The proposal came from councillor Ruben Achterberg, who has campaigned for it since his election. He argued that weekend traffic on the street had doubled in ten years and that "nobody comes to Harrow Bay to look at parked cars."

Not everyone agreed. Councillor Maureen Tidewell called the plan "a hobby for people who don't carry anything heavier than a coffee" and said that it would drive older residents away from the post office. She had proposed closing only the lower half of the street, an idea the council rejected last month.

More than sixty residents filled the public benches. Several of them held up signs reading "Let us park" while others wore bicycle helmets.

Dan Okoro-Price, who runs the hardware shop at number 14, told the council he would lose a third of his Saturday trade. "My customers buy cement," he said. "You can't put cement on a bus."

But Lucia Brandt, a nurse and mother of three, said she supported the closure because her youngest son had been hit by a reversing van in March. "He is fine now," Brandt added. "I am not."

In a letter read out before the vote, the Harrow Bay Traders' Guild demanded free shuttle buses from the station car park. Achterberg promised to raise the request with the county, though he doubted that there would be money for it this year.

The county's transport department has not taken a side. A spokeswoman said only that it had "no objection in principle" and that diversion signs must be in place by April 20.

Police sergeant Neil Castellan said officers were worried about Quay Lane, where most of the traffic is expected to go. He recommended a temporary speed limit of 15 miles an hour.

According to a survey by the Harrow Bay Gazette, 54 percent of readers are in favor of the trial. Tidewell dismissed the figure, saying the newspaper had asked "its own subscribers and their dogs."

Farnham urged residents to give the trial a chance. The first car-free weekend is planned for May 3.`,
};
