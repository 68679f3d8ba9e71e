"""How the embedded English pipeline is made, from open corpora to packaged weights."""
