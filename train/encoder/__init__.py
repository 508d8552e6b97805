"""Trains the encoder behind the careful reading.

Data flows one way: corpora -> forms -> labels -> network, losses -> train; network -> decode -> score. Texts are cut into words, pieces, sentences and
quotation marks by the product itself (the `forms` program), so that training and use cannot drift.
"""
