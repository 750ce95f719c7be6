"""The public: answer a survey at your own pace, one question a page, and keep a receipt."""
