"""The builder: questions, their rules and pictures, the preview, the checks and the paper, all before anybody is asked."""
