"""Tables, engines, encryption, migrations. No rules, no questions."""
