"""Reading diplomatic news: who is named, with whom, who acts on whom, and when."""
